import { fileURLToPath } from 'node:url';
import { readEnvironment, secretsOf, variableNames } from '../fixtures/settings';
import { openJournal } from '../redaction/journal';
import { repeatEach } from './repeat-each';

/** Starts the embedded deployment, and puts its settings in the place of the user's. Gives how to stop it. */
export async function startLocal(): Promise<() => Promise<void>> {
  const { optionsFromEnvironment, startDeployment } = await import('../local-deployment');
  const options = await optionsFromEnvironment(process.env);
  // To the hourly quota of keys, each repetition of the suite is a run.
  const repetitions = repeatEach(process.argv.slice(2));
  const deployment = await startDeployment({
    ...options,
    keyCreationsPerHour: options.keyCreationsPerHour * repetitions,
  });
  secretsOf(deployment.settings).forEach(openJournal());
  useSettings(deployment.settings);
  return () => deployment.stop();
}

/** The embedded deployment's settings, and no key, token or user of another one that the user has set. */
function useSettings(settings: Readonly<Record<string, string>>): void {
  const { environment } = readEnvironment(process.env, process.cwd());
  for (const name of variableNames) {
    const ofAnIdentity =
      /^CLERK_|^SMOKE_REALTIME_(?!SOCKETS)|^SMOKE_(PROGRESS|SESSIONS)_|_JWT$|_USER_ID$|_JWT_TEMPLATE$/.test(name);
    const value = settings[name] ?? (ofAnIdentity ? undefined : environment[name]);
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
  for (const name of Object.keys(process.env).filter((each) => each.startsWith('JWT_SECRET'))) {
    Reflect.deleteProperty(process.env, name);
  }
  for (const [name, value] of Object.entries(settings)) process.env[name] = value;
  process.env.SMOKE_ENV_FILE = fileURLToPath(new URL('../local-deployment/smoke.env', import.meta.url));
}
