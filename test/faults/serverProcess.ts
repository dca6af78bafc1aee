import { serve } from '../../server/main.ts';
import { newOwnerSecret } from '../../server/owner.ts';
import { testConfig } from '../server/testServer.ts';

/** A server in a process of its own, to be killed. Says where it listens, and the owner's secret. */
const [databaseUrl = '', port = '0'] = process.argv.slice(2);
const server = await serve({ config: testConfig({ databaseUrl, port: Number(port) }) });
const secret = await newOwnerSecret(server, Date);
console.log(JSON.stringify({ url: server.url, secret }));
process.on('SIGTERM', () => void server.close().then(() => process.exit(0)));
