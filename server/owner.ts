import type { Clock } from './http/deps.ts';
import { hashSecret, newSecret } from './http/secrets.ts';
import type { Server } from './main.ts';

/** The secret with which the first owner sets up; replaces older ones. Null once there is an owner. */
export async function newOwnerSecret(
  { engine }: Pick<Server, 'engine'>,
  clock: Clock,
): Promise<string | null> {
  const secret = newSecret();
  const outcome = await engine.write('newSetupLink', { secretHash: hashSecret(secret), now: clock.now() });
  return outcome.ok && outcome.value.needed ? secret : null;
}
