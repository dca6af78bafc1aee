import type { PlaceFailure } from '../messages.ts';
import type { TextKey } from '../text.ts';

/** Why a placement could not be saved, and what to do about it. */
export const PLACE_FAILURE: Record<PlaceFailure, TextKey> = {
  notAllowed: 'placeNotAllowed',
  unreachable: 'placeUnreachable',
  refused: 'placeRefused',
};
