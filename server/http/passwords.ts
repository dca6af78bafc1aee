import { hash, verify } from '@node-rs/argon2';

/**
 * Passwords and PINs are guessable, so they get a slow hash: argon2id with 19 MiB and two passes, as OWASP
 * asks. It takes some 20 ms of a thread of the pool, which is why it is never done inside a transaction.
 */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

/** Of no password: who has no account waits as long as one who has, so that the time tells nothing. */
const NOBODYS =
  '$argon2id$v=19$m=19456,t=2,p=1$Ed0swZgVow4SP88F07EBlg$exfQwPvjnyDfxHxUZdGsp23hGkJFnFLMwYcXW3mVHa4';

/** Whether the password is the one that was hashed; never where there is no hash. */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const isRight = await verify(passwordHash ?? NOBODYS, password);
  return isRight && passwordHash !== null;
}
