import type { Route } from '../../lambda/api/schema/route.js';
import { routes } from '../../lambda/api/routes.js';

/** The routes as a Markdown table; a test compares it with the README. */
export function routeTable(): string {
  const rows = (Object.values(routes) as Route[]).map(
    ({ method, path, summary, success, permission }) =>
      `| \`${method} ${path}\` | ${summary} | ${permission ? `\`${permission}\`` : 'open: no token'} | ${success.map(({ status }) => status).join(', ')} |`,
  );
  return ['| route | what | needs | answers |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
