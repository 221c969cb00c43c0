import type { Environment } from '../lambda/runtime';

export interface CorsPolicy {
  /** All that may ask; `*` is anybody. */
  origin: string[] | '*' | ((origin: string) => string | null);
  allowMethods: string[];
  allowHeaders: string[];
  credentials: boolean;
  maxAge: number;
}

export function createCorsPolicy({ CORS_ORIGINS = '' }: Environment): CorsPolicy {
  return {
    origin: CORS_ORIGINS.split(',').map((origin) => origin.trim()),
    allowMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowHeaders: ['authorization', 'content-type'],
    credentials: true,
    maxAge: 600,
  };
}
