import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '../config.ts';
import { backup } from './backup.ts';
import { CommandError } from './commandError.ts';
import { copy } from './copy.ts';
import { distribute } from './distribute.ts';
import { restore } from './restore.ts';
import { withDatabase } from './schema.ts';
import { verify } from './verify.ts';

const HELP = `npm run db -- COMMAND, on the database that DATABASE_URL names (sqlite:data/backstamp.db without it):

  backup FILE             writes a whole copy while the server runs
  restore FILE            puts a copy in its place; --replace moves aside what is there
  verify                  counts everything again from raw events, and tells what differs
  copy sqlite:PATH postgres://…   moves all data into an empty PostgreSQL database
  distribute              distributes the tables of a Citus coordinator by site

It ends with 0 where all is well, 1 where it is not, 2 where it was not understood.`;

const say = (text: string) => console.log(text);
const NOT_UNDERSTOOD = 2;

/** A command by its name; each gets exactly so many words. */
const COMMANDS: Record<
  string,
  { words: number; run(words: string[], flags: { replace: boolean }): Promise<boolean> | boolean }
> = {
  backup: {
    words: 1,
    run: ([file = '']) => {
      backup(databaseUrl(), file, say);
      return true;
    },
  },
  restore: {
    words: 1,
    run: async ([file = ''], { replace }) => {
      await restore(databaseUrl(), file, { replace, now: Date.now() }, say);
      return true;
    },
  },
  verify: {
    words: 0,
    run: async () => (await withDatabase(databaseUrl(), (db) => verify(db, say))) === 0,
  },
  copy: {
    words: 2,
    run: async ([from = '', to = '']) => {
      await copy(from, to, say);
      return true;
    },
  },
  distribute: {
    words: 0,
    run: async () => {
      await distribute(databaseUrl(), say);
      return true;
    },
  },
};

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof CommandError) && !(error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function main(): Promise<number> {
  const given = readWords();
  const [name = '', ...words] = given?.positionals ?? [];
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!given || !command || words.length !== command.words) {
    const isAsked = given !== null && name === '';
    if (isAsked) say(HELP);
    else console.error(HELP);
    return isAsked ? 0 : NOT_UNDERSTOOD;
  }
  return (await command.run(words, { replace: given.values.replace })) ? 0 : 1;
}

function readWords() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { replace: { type: 'boolean', default: false } },
    });
  } catch {
    return null;
  }
}

function databaseUrl(): string {
  return readConfig(process.env).databaseUrl;
}
