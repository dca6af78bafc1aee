import type { Placement, PlacementInput } from '../../../../shared/wire/placement.ts';
import { changePlacement, createPlacement } from '../../api.ts';
import { useSite } from '../session.ts';
import { t } from '../texts.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { FormFoot } from '../ui/FormFoot.tsx';
import { useForm } from '../ui/useForm.ts';

interface Props {
  placement?: Placement;
  onClose: () => void;
  reload: () => void;
}

export function PlacementForm({ placement, onClose, reload }: Props) {
  const { site } = useSite();
  const form = useForm(typedPlacement(placement), async (values) => {
    const input = readPlacement(values);
    if (placement) await changePlacement(site.id, placement.id, input);
    else await createPlacement(site.id, input);
    reload();
    onClose();
  });
  const title = placement ? t('placement.editTitle', { placement: placement.name }) : t('placements.new');
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={form.onSubmit}>
        <Field form={form} name="name" label={t('placement.name')} required maxLength={120} />
        <Field
          form={form}
          name="page"
          label={t('placement.page')}
          hint={t('placement.pageHint')}
          maxLength={2048}
        />
        <Field form={form} name="source" label={t('placement.source')} required maxLength={120} />
        <Field form={form} name="medium" label={t('placement.medium')} maxLength={120} />
        <Field form={form} name="campaign" label={t('placement.campaign')} maxLength={120} />
        <Field form={form} name="content" label={t('placement.content')} maxLength={120} />
        <Field
          form={form}
          name="term"
          label={t('placement.term')}
          hint={t('placement.namesHint')}
          maxLength={120}
        />
        <FormFoot form={form} send={placement ? t('save') : t('placement.create')}>
          <button type="button" onClick={onClose}>
            {t('cancel')}
          </button>
        </FormFoot>
      </form>
    </Dialog>
  );
}

const TYPED = ['page', 'medium', 'campaign', 'content', 'term'] as const;

function typedPlacement(placement: Placement | undefined) {
  const [page, medium, campaign, content, term] = TYPED.map((field) => placement?.[field] ?? '');
  const { name = '', source = '' } = placement ?? {};
  return { name, source, page, medium, campaign, content, term } as Record<
    'name' | 'source' | (typeof TYPED)[number],
    string
  >;
}

/** What is left empty is any. The platform is the extension's to say: it stays as it is. */
function readPlacement({ name, source, ...typed }: ReturnType<typeof typedPlacement>): PlacementInput {
  const given = TYPED.map((field) => [field, typed[field].trim() || null] as const);
  return { name, source, ...Object.fromEntries(given) };
}
