import { createSite, getSession } from '../../api.ts';
import { navigate } from '../location.ts';
import { Shell } from '../Shell.tsx';
import { useSession } from '../session.ts';
import { t } from '../texts.ts';
import { FormFoot } from '../ui/FormFoot.tsx';
import { useForm } from '../ui/useForm.ts';
import { SiteFields } from './SiteFields.tsx';
import { readSite, typedSite } from './siteInput.ts';

/** The first thing after the set-up, and later another site: then straight to its tag. */
export function NewSite() {
  const { session, setSession } = useSession();
  const first = session.sites.length === 0;
  const form = useForm(typedSite(), async (values) => {
    const site = await createSite(readSite(values));
    setSession(await getSession());
    navigate(`/sites/${site.id}/settings#tag`);
  });
  return (
    <Shell>
      <form class="sheet" onSubmit={form.onSubmit}>
        <h1>{first ? t('site.first') : t('site.new')}</h1>
        <p class="muted">{t('site.newText')}</p>
        <SiteFields form={form} isNew />
        <FormFoot form={form} send={t('site.create')}>
          {!first && (
            <a class="button" href="/">
              {t('cancel')}
            </a>
          )}
        </FormFoot>
      </form>
    </Shell>
  );
}
