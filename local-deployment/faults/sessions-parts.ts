import type { DeploymentTemplate } from '../template/types';

/** What needs the database. */
export const everyLookup = [...['SE1', 'SE2', 'SE3', 'SE4', 'SE5', 'SE6', 'SE7', 'SE8', 'SE9', 'SE10', 'SE11', 'SE12']];

/** What needs an account that has signed in. */
export const everyAccount = everyLookup.slice(1);

/** What is shown a profile. */
export const everyProfile = ['SE2', 'SE3', 'SE4', 'SE7', 'SE8', 'SE9', 'SE11', 'SE12'];

type Change = (answer: Response, request: Request) => Response | Promise<Response>;

/** Changes the service's answers on a route, such as `GET /posts/{id}`; the request's body can be read. */
export function aroundRoute({ sessions }: DeploymentTemplate, route: string, change: Change): void {
  const [method = '', path = ''] = route.split(' ');
  const paths = new RegExp(`^${path.replace('{id}', '[^/]+').replace('*', '.*')}$`);
  const { front } = sessions;
  sessions.front = async (request, service) => {
    const kept = request.clone();
    const answer = await front(request, service);
    return request.method === method && paths.test(new URL(request.url).pathname) ? change(answer, kept) : answer;
  };
}

export async function withStatus(answer: Response, status: number): Promise<Response> {
  const text = await answer.text();
  return new Response(text === '' ? null : text, { status, headers: answer.headers });
}

export async function withFields(answer: Response, fields: object): Promise<Response> {
  const shown = { ...((await answer.json()) as object), ...fields };
  return new Response(JSON.stringify(shown), answer);
}
