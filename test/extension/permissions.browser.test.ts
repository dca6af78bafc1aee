import { expect, it } from 'vitest';
import { BUILT_EXTENSION } from './driver.ts';
import { permissionsOf } from './permissionDocs.ts';

it('every permission of the built extension is explained to people and to the stores, and no other', () => {
  const { permissions, unasked, explained } = permissionsOf(BUILT_EXTENSION);
  expect(permissions).toContain('storage');
  expect(unasked).toEqual([]);
  for (const [file, names] of Object.entries(explained)) expect([file, names]).toEqual([file, permissions]);
});
