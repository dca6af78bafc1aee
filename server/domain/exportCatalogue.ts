import type { ExportName } from '../../shared/wire/exports.ts';
import type { ExportPlan } from './exportPlan.ts';
import { OWNER_PLANS } from './exportsOfOwner.ts';
import { OPEN_PLANS } from './exportsOpen.ts';

/** What can be exported. A test holds it against the tables: none may be forgotten. */
export const CATALOGUE: Record<ExportName, ExportPlan> = { ...OPEN_PLANS, ...OWNER_PLANS };
