import { useState } from 'preact/hooks';
import type { Site } from '../../../../shared/wire/site.ts';
import { changeSite } from '../../api.ts';
import { useSite } from '../session.ts';
import { t } from '../texts.ts';
import { FormFoot } from '../ui/FormFoot.tsx';
import { useForm } from '../ui/useForm.ts';
import { SiteFields } from './SiteFields.tsx';
import { readSite, typedSite } from './siteInput.ts';

export function SiteForm({ site }: { site: Site }) {
  const { setSite } = useSite();
  const [saved, setSaved] = useState(false);
  const form = useForm(typedSite(site), async (values) => {
    setSaved(false);
    setSite(await changeSite(site.id, readSite(values)));
    setSaved(true);
  });
  return (
    <form onSubmit={form.onSubmit}>
      <SiteFields form={form} isNew={false} />
      <FormFoot form={form} send={t('save')}>
        <span class="good" role="status">
          {saved && t('saved')}
        </span>
      </FormFoot>
    </form>
  );
}
