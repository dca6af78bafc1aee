import './campaigns.css';
import type { Campaign, Store } from '../../../../shared/wire/site.ts';
import { listCampaigns, listStores } from '../../api.ts';
import { useLoad } from '../load.ts';
import { useSite } from '../session.ts';
import { t } from '../texts.ts';
import { Empty, When } from '../ui/Notice.tsx';
import { CampaignCard } from './CampaignCard.tsx';
import { CampaignForm } from './CampaignForm.tsx';
import { OfferForm } from './OfferForm.tsx';

export interface CampaignBook {
  campaigns: Campaign[];
  stores: Store[];
}

/**
 * …/campaigns, …/campaigns/new, …/campaigns/{id}, …/campaigns/{id}/offers/new, …/campaigns/{id}/offers/{offer}:
 * who gets which code.
 */
export function CampaignsPage({ rest }: { rest: string[] }) {
  const { site } = useSite();
  const load = useLoad(`${site.id} campaigns`, async (): Promise<CampaignBook> => {
    const [{ campaigns }, { stores }] = await Promise.all([listCampaigns(site.id), listStores(site.id)]);
    return { campaigns, stores };
  });
  return (
    <When load={load}>
      {(book) => <Inside key={rest.join('/')} rest={rest} book={book} reload={load.reload} />}
    </When>
  );
}

function Inside({ rest, book, reload }: { rest: string[]; book: CampaignBook; reload: () => void }) {
  const { role } = useSite();
  const [id, kind, offerId] = role === 'owner' ? rest : [];
  const campaign = book.campaigns.find((each) => each.id === id);
  const offer = campaign?.offers.find((each) => each.id === offerId);
  if (!id) return <CampaignList book={book} reload={reload} />;
  if (id === 'new') return <CampaignForm stores={book.stores} reload={reload} />;
  if (campaign && !kind) return <CampaignForm campaign={campaign} stores={book.stores} reload={reload} />;
  if (campaign && kind === 'offers' && (offer || offerId === 'new'))
    return (
      <OfferForm campaign={campaign} {...(offer ? { offer } : {})} stores={book.stores} reload={reload} />
    );
  return (
    <Empty title={t('notHere.title')} next={<BackToCampaigns />}>
      {t('notHere.text')}
    </Empty>
  );
}

export function BackToCampaigns() {
  const { site } = useSite();
  return (
    <a class="small-text" href={`/sites/${site.id}/campaigns`}>
      {t('campaigns.back')}
    </a>
  );
}

function CampaignList({ book, reload }: { book: CampaignBook; reload: () => void }) {
  const { site, role } = useSite();
  const add = role === 'owner' && (
    <a class="button primary" href={`/sites/${site.id}/campaigns/new`}>
      {t('campaigns.new')}
    </a>
  );
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{t('campaigns.title')}</h1>
          <p class="muted">{t('campaigns.lead')}</p>
        </div>
        {book.campaigns.length > 0 && <div class="controls">{add}</div>}
      </div>
      {book.campaigns.length === 0 ? (
        <Empty title={t('campaigns.none')} next={add}>
          {t('campaigns.noneText')}
        </Empty>
      ) : (
        book.campaigns.map((campaign) => (
          <CampaignCard key={campaign.id} campaign={campaign} stores={book.stores} reload={reload} />
        ))
      )}
    </>
  );
}
