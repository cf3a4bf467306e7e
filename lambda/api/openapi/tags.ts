/** Where operations belong, in the order of an upload's life; the first path that fits decides. */
const rooms = [
  { name: 'Uploads', path: /^\/uploads/, description: 'Presigned requests that send bytes to S3.' },
  {
    name: 'Reads',
    path: /^\/(files\/(urls|\{id\}\/(url|content))|cdn\/session)$/,
    description: 'Presigned reads of verified files.',
  },
  { name: 'Grants', path: /^\/files\/\{id\}\/grants/, description: 'Read access for users and groups.' },
  {
    name: 'Links',
    path: /^\/(files\/\{id\}\/shares|s\/)/,
    description: 'Read access for anyone with a link.',
  },
  { name: 'Files', path: /^\/(files|owners)/, description: 'Records: list, change, delete, erase, release.' },
  { name: 'Webhooks', path: /^\/webhooks/, description: 'Endpoints that events are sent to.' },
  { name: 'Service', path: /^\//, description: 'Limits, this document, and what problem codes mean.' },
] as const;

/** Of what a subscriber is sent: no operation of this service. */
export const eventsTag = 'Events';

export const tags = [
  ...rooms.map(({ name, description }) => ({ name, description })),
  { name: eventsTag, description: 'What the endpoints of webhooks are sent.' },
];

/** @throws Error if no room has this path */
export function tagOf(path: string): string {
  const room = rooms.find((one) => one.path.test(path));
  if (!room) throw new Error(`no tag for ${path}`);
  return room.name;
}
