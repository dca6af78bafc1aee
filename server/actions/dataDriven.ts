import {
  DATA_DRIVEN,
  type DataDriven,
  MODELS,
  type Model,
  type ReportModel,
  type SourceDimension,
} from '../../shared/wire/report.ts';
import { allocate } from '../domain/credit.ts';
import {
  type KeyCredit,
  markovCredit,
  markovWeights,
  shapleyCredit,
  touchWeights,
  type WeightOf,
} from '../domain/dataDriven.ts';
import type { MarkovOrder } from '../domain/markovChain.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import type { PathGroup } from '../domain/paths.ts';
import type { CreditSum } from '../domain/report.ts';
import type { SiteBook } from '../domain/site.ts';
import { isSourceDimension } from '../domain/sourceDimension.ts';
import type { StoredRedemption } from '../store/redemptions.ts';
import type { ReportScope } from '../store/reports.ts';
import type { ActionContext } from './context.ts';
import { isLeftOut, loadPathGroups, sourcesOf } from './pathGroups.ts';

/** Which data-driven models are asked for, and by what. */
export interface Driven {
  models: readonly DataDriven[];
  by: SourceDimension;
  order: MarkovOrder;
}

const CREDIT: Record<DataDriven, (groups: readonly PathGroup[], order: MarkovOrder) => KeyCredit[]> = {
  markov: markovCredit,
  shapley: shapleyCredit,
};

const WEIGHTS: Record<DataDriven, (groups: readonly PathGroup[], order: MarkovOrder) => WeightOf> = {
  markov: markovWeights,
  shapley: () => () => 1,
};

/** Tells rule models, whose credit is stored, from those that are computed; null: none of the latter. */
export function readModels(
  models: readonly ReportModel[],
  { by, order = 1 }: { by: string; order?: number },
): Outcome<{ rules: Model[]; driven: Driven | null }> {
  const rules = MODELS.filter((model) => models.includes(model));
  const computed = DATA_DRIVEN.filter((model) => models.includes(model));
  if (computed.length === 0) return done({ rules, driven: null });
  if (isSourceDimension(by)) {
    return done({ rules, driven: { models: computed, by, order: order as MarkovOrder } });
  }
  return failed(
    'invalidInput',
    'Markov and Shapley share among sources: choose channel, source, medium, campaign, term or content, or another model.',
  );
}

/** What the data-driven models credit a dimension’s values with, over all paths of a range. */
export async function sumDriven(
  context: Pick<ActionContext, 'db'>,
  book: SiteBook,
  { models, by, order }: Driven,
  scope: ReportScope,
): Promise<CreditSum[]> {
  const { paths, leads } = await loadPathGroups(context, book, by, scope);
  const groups = paths.all;
  return models.flatMap((model) =>
    CREDIT[model](groups, order)
      .filter(({ key }) => !isLeftOut(key))
      .map(({ key, share, valueMinor, discountMinor }) => {
        const own = leads.get(key) ?? [];
        return { key, model, revenueMinor: valueMinor, discountMinor, share, leads: own };
      }),
  );
}

/** A model of stored credit that holds every touchpoint of a path, where the one asked for is not stored. */
export function storedUnder(model: ReportModel): Model {
  return isDriven(model) ? 'linear' : model;
}

function isDriven(model: ReportModel): model is DataDriven {
  return DATA_DRIVEN.some((each) => each === model);
}

/** How redemptions are shared among the touchpoints of their own paths. */
export interface DrivenParts {
  /** What each touchpoint gets, by its place; -1: the coupon’s own source, where the path is not known. */
  creditsOf(
    redemptions: readonly StoredRedemption[],
  ): { redemption: string; model: DataDriven; touch: number; valueMinor: number }[];
  /**
   * What the touchpoints under a name get together; undefined: all that no filter leaves out. Null under a model
   * whose credit is stored.
   */
  rowMinor(redemption: StoredRedemption, model: ReportModel, key: string | undefined): number | null;
}

export async function loadDrivenParts(
  context: Pick<ActionContext, 'db'>,
  book: SiteBook,
  { models, by, order }: Driven,
  scope: ReportScope,
): Promise<DrivenParts> {
  const { paths, nameOf } = await loadPathGroups(context, book, by, scope);
  const groups = paths.all;
  const weights = new Map(models.map((model) => [model, WEIGHTS[model](groups, order)]));
  const touchesOf = (redemption: StoredRedemption, model: DataDriven) => {
    const names = sourcesOf(redemption).map(nameOf);
    const parts = allocate(redemption.amountMinor, touchWeights(names, weights.get(model) ?? (() => 1)));
    // Touchpoints before the last twenty have no part.
    const first = redemption.path.length - names.length;
    return names.map((name, index) => ({ name, touch: first + index, valueMinor: parts[index] ?? 0 }));
  };
  return {
    creditsOf: (redemptions) =>
      redemptions.flatMap((each) =>
        models.flatMap((model) =>
          touchesOf(each, model).map(({ touch, valueMinor }) => ({
            redemption: each.id,
            model,
            touch,
            valueMinor,
          })),
        ),
      ),
    rowMinor(redemption, model, key) {
      if (!isDriven(model)) return null;
      return touchesOf(redemption, model)
        .filter(({ name }) => (key === undefined ? !isLeftOut(name) : name === key))
        .reduce((sum, { valueMinor }) => sum + valueMinor, 0);
    },
  };
}
