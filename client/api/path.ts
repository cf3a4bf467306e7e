/** Where something is at the API; what the caller gave cannot leave its place in the path. */
export const idPath = (...steps: readonly string[]): `/${string}` =>
  `/${steps.map(encodeURIComponent).join('/')}`;
