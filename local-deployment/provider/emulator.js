// GitHub, as the package emulate has it, in a thread of its own: what it logs is no business of the deployment's user.
import { createEmulator } from 'emulate';
import { parentPort, workerData } from 'node:worker_threads';

const emulator = await createEmulator(workerData);
parentPort.postMessage(Number(new URL(emulator.url).port));
