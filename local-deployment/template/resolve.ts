import type { Database } from '../data/database';
import type { Issuer } from '../issuer/issuer';
import { operatorCommand } from '../operator/channel';
import type { ProgressAddresses } from '../progress/service';
import type { SessionsAddresses } from '../session-service/service';
import type { DeploymentTemplate, EnvironmentValue } from './types';

export interface Running {
  readonly database: Database;
  readonly issuers: ReadonlyMap<string, Issuer>;
  /** Where the operator channel is; unknown to what runs beside it. */
  readonly operatorUrl?: string;
  /** Unknown to what runs beside it. */
  readonly realtimeUrl?: string;
  /** Unknown to what runs beside it. */
  readonly progress?: ProgressAddresses;
  /** Unknown to what runs beside it. */
  readonly sessions?: SessionsAddresses;
}

/** Puts what has been started in the place of the references to it. */
export function resolveEnvironment(
  environment: Readonly<Record<string, EnvironmentValue>>,
  template: DeploymentTemplate,
  running: Running,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [name, resolveValue(value, template, running)]),
  );
}

function resolveValue(value: EnvironmentValue, template: DeploymentTemplate, running: Running): string {
  if (typeof value === 'string') return value;
  if ('table' in value) return running.database.physicalName(value.table);
  if ('routeCredentials' in value) return JSON.stringify(routeCredentials(template));
  if ('operator' in value) return JSON.stringify(operatorCommand(running.operatorUrl ?? '', value.operator));
  if ('realtime' in value) return realtimeValue(value.realtime, running.realtimeUrl ?? '');
  if ('progress' in value) return running.progress?.[value.progress] ?? '';
  if ('sessions' in value) return running.sessions?.[value.sessions] ?? '';
  const issuer = running.issuers.get(value.issuer);
  if (!issuer) throw new Error(`the template has no issuer ${value.issuer}`);
  return issuer[value.attribute];
}

function realtimeValue(attribute: 'url' | 'socketUrl', url: string): string {
  return attribute === 'url' ? url : `${url.replace(/^http/, 'ws')}/ws`;
}

function routeCredentials(template: DeploymentTemplate): Record<string, string> {
  const guarded = template.routes.filter(({ credentials }) => credentials !== 'none');
  return Object.fromEntries(guarded.map(({ method, path, credentials }) => [`${method} ${path}`, credentials]));
}
