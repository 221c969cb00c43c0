// PostgreSQL in memory, as the package pglite has it, in a thread of its own: it is WebAssembly, which would hold up all others.
import { PGlite } from '@electric-sql/pglite';
import { dataDir } from '@electric-sql/pglite-prepopulatedfs';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { parentPort } from 'node:worker_threads';

const database = await PGlite.create({ loadDataDir: await dataDir() });
const server = new PGLiteSocketServer({ db: database, host: '127.0.0.1', port: 0, maxConnections: 4 });
await server.start();
parentPort.postMessage(server.getServerConn());
