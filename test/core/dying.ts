/** A function that crashes: its n-th external call, counted from 0, throws before or after its effect. */
export interface Death {
  readonly call: number;
  readonly when: 'before' | 'after';
}

/**
 * The same ports, for one run of a function that crashes as configured. Effects are atomic: what a call did, it did.
 */
export function dying<Ports extends object>(ports: Ports, death: Death | undefined): Ports {
  let calls = 0;
  const wrapped = (value: unknown): unknown => {
    if (typeof value === 'function') {
      const work = value as (...given: unknown[]) => unknown;
      return async (...given: unknown[]) => {
        const isLast = death?.call === calls++;
        if (isLast && death?.when === 'before') throw new Killed();
        const answer = await work(...given);
        if (isLast) throw new Killed();
        return answer;
      };
    }
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, wrapped(one)]));
  };
  return wrapped(ports) as Ports;
}

export class Killed extends Error {
  constructor() {
    super('the function was killed');
  }
}
