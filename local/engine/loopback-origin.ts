/** Loopback hosts, as a browser writes them in `Origin` (RFC 6454 section 6.2), with any port. */
const loopback = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

/** Whether an origin is a page of a server on this machine, such as Vite's on http://localhost:5173. */
export const isLoopbackOrigin = (origin: string): boolean => loopback.test(origin);
