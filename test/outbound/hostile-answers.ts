import type { Socket } from 'node:net';

/** The outcome of an attempt at a misbehaving server. `ended` in `error` or `status` of the attempt. */
export interface HostileServer {
  readonly what: string;
  readonly ended: { readonly status: number } | { readonly error: 'timeout' | 'connection-failed' };
  /** Sends after the request's head has arrived; until `isOpen` returns false. */
  readonly speak: (socket: Socket) => void;
}

const head = (status: number, ...lines: string[]) =>
  [`HTTP/1.1 ${String(status)} Whatever`, ...lines, '', ''].join('\r\n');

const say = (text: string) => (socket: Socket) => void socket.write(text);
const sayAndEnd = (text: string) => (socket: Socket) => void socket.end(text);
const sayAndReset = (text: string) => (socket: Socket) => {
  socket.write(text, () => setTimeout(() => socket.resetAndDestroy(), 20));
};

/** Repeatedly, with a delay; at 0 as fast as possible. */
const repeat =
  (text: string, pauseMs: number, before = '') =>
  (socket: Socket) => {
    if (before) socket.write(before);
    const more = () => {
      if (socket.destroyed) return;
      const next = () => (pauseMs === 0 ? setImmediate(more) : setTimeout(more, pauseMs));
      socket.write(text, next);
    };
    more();
  };

/** One byte at a time. */
const drip =
  (text: string, before = '') =>
  (socket: Socket) => {
    if (before) socket.write(before);
    const left = [...text];
    const timer = setInterval(() => {
      const byte = left.shift();
      if (byte === undefined || socket.destroyed) clearInterval(timer);
      else socket.write(byte);
    }, 30);
  };

const timeout = { error: 'timeout' } as const;
const failed = { error: 'connection-failed' } as const;
const status = (code: number) => ({ status: code });
const kilobyte = 'x'.repeat(1024);

export const hostileAnswers: readonly HostileServer[] = [
  {
    what: '101 with an upgrade',
    ended: status(101),
    speak: say(head(101, 'connection: upgrade', 'upgrade: websocket')),
  },
  {
    what: '101 with an upgrade to HTTP/2, then bytes without end',
    ended: status(101),
    speak: repeat(kilobyte, 0, head(101, 'connection: upgrade', 'upgrade: h2c')),
  },
  { what: '101 that upgrades to nothing', ended: status(101), speak: say(head(101)) },
  { what: '101, then the end', ended: status(101), speak: sayAndEnd(head(101)) },
  { what: '101, then a reset', ended: status(101), speak: sayAndReset(head(101, 'upgrade: websocket')) },
  { what: '100, then nothing', ended: timeout, speak: say(head(100)) },
  ...[100, 102, 103].flatMap((code) => [
    { what: `${String(code)} without end`, ended: timeout, speak: repeat(head(code), 10) },
    {
      what: `${String(code)} without end, as fast as it goes`,
      ended: timeout,
      speak: repeat(head(code).repeat(50), 0),
    },
  ]),
  {
    what: '103 with large headers without end',
    ended: timeout,
    speak: repeat(head(103, `link: ${kilobyte}`), 10),
  },
  { what: '103, then the end', ended: failed, speak: sayAndEnd(head(103)) },
  { what: '103, then an answer', ended: status(204), speak: say(head(103) + head(204)) },
  { what: 'silence', ended: timeout, speak: () => undefined },
  { what: 'a byte at a time in the head', ended: timeout, speak: drip(head(200, `x: ${kilobyte}`)) },
  {
    what: 'a byte at a time in the body',
    ended: status(200),
    speak: drip(kilobyte, head(200, 'content-length: 1024')),
  },
  {
    what: 'a byte at a time in the size of a chunk',
    ended: status(200),
    speak: drip('0'.repeat(1024), head(200, 'transfer-encoding: chunked')),
  },
  { what: 'the end without an answer', ended: failed, speak: sayAndEnd('') },
  { what: 'a reset without an answer', ended: failed, speak: (socket) => void socket.resetAndDestroy() },
  { what: 'a reset in the head', ended: failed, speak: sayAndReset('HTTP/1.1 200 OK\r\nx: 1') },
  {
    what: 'a reset in the body',
    ended: status(200),
    speak: sayAndReset(`${head(200, 'content-length: 1000')}x`),
  },
  { what: 'a reset after the body', ended: status(200), speak: sayAndReset(head(200, 'content-length: 0')) },
  {
    what: '1 GB of body',
    ended: status(200),
    speak: repeat(kilobyte.repeat(64), 0, head(200, `content-length: ${String(2 ** 30)}`)),
  },
  { what: 'a body without length and end', ended: status(200), speak: repeat(kilobyte, 0, head(200)) },
  {
    what: 'chunks without end',
    ended: status(200),
    speak: repeat(`400\r\n${kilobyte}\r\n`, 0, head(200, 'transfer-encoding: chunked')),
  },
  { what: 'a header without end', ended: failed, speak: repeat(kilobyte, 0, 'HTTP/1.1 200 OK\r\nx: ') },
  {
    what: 'headers without end',
    ended: failed,
    speak: repeat(`x: ${kilobyte}\r\n`, 0, 'HTTP/1.1 200 OK\r\n'),
  },
  {
    what: 'a length that is too long, then the end',
    ended: status(200),
    speak: sayAndEnd(`${head(200, 'content-length: 1000')}x`),
  },
  {
    what: 'a length that is too long, then silence',
    ended: status(200),
    speak: say(`${head(200, 'content-length: 1000')}x`),
  },
  {
    what: 'a length that is too short',
    ended: status(200),
    speak: say(`${head(200, 'content-length: 1')}${kilobyte}`),
  },
  { what: 'a negative length', ended: failed, speak: say(head(200, 'content-length: -1')) },
  { what: 'a length that is no number', ended: failed, speak: say(head(200, 'content-length: many')) },
  {
    what: 'a length beyond all numbers',
    ended: failed,
    speak: say(head(200, `content-length: ${'9'.repeat(40)}`)),
  },
  { what: 'two lengths', ended: failed, speak: say(head(200, 'content-length: 1', 'content-length: 2')) },
  {
    what: 'a length, and chunks',
    ended: failed,
    speak: say(head(200, 'content-length: 1', 'transfer-encoding: chunked')),
  },
  {
    what: 'chunks that are none',
    ended: status(200),
    speak: say(`${head(200, 'transfer-encoding: chunked')}ZZZ\r\n`),
  },
  { what: 'a status that is no number', ended: failed, speak: say('HTTP/1.1 2x0 OK\r\n\r\n') },
  { what: 'a status line without a status', ended: failed, speak: say('HTTP/1.1\r\n\r\n') },
  { what: 'another version of HTTP', ended: failed, speak: say('HTTP/9.9 200 OK\r\n\r\n') },
  { what: 'another protocol', ended: failed, speak: say('SSH-2.0-OpenSSH_9.9\r\n') },
  { what: 'a header with a zero byte in it', ended: failed, speak: say(head(200, 'x: a\0b')) },
  { what: 'two answers', ended: status(200), speak: say(head(200, 'content-length: 0') + head(500)) },
  { what: '204 with a body', ended: status(204), speak: say(`${head(204, 'content-length: 5')}extra`) },
];
