import type { TextKey } from '../../text.ts';

/** How the figures of a mark are called. */
export interface MarkWords {
  /** In full words, for screen readers. */
  sentence: 'badgeSentence' | 'badgeSentenceFrom';
  /** The first step of its funnel. */
  first: TextKey;
  /** The same at the head of a narrow column. */
  firstShort: TextKey;
  /** What they are no share of, and may not be added to. */
  note: TextKey;
  /** Whether they are a share of the page's visitors. */
  isShare: boolean;
}

/** A position on the storefront. */
export const CLICKED_HERE: MarkWords = {
  sentence: 'badgeSentence',
  first: 'stepClicked',
  firstShort: 'stepClickedShort',
  note: 'participation',
  isShare: true,
};

/** A link or a row on a page elsewhere: those who came by it. */
export const CAME_FROM_HERE: MarkWords = {
  sentence: 'badgeSentenceFrom',
  first: 'stepArrival',
  firstShort: 'stepArrival',
  note: 'markNote',
  isShare: false,
};
