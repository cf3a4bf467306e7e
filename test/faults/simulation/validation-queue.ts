import type { SQSRecord } from 'aws-lambda';
import { carryOut } from '../../../lambda/core/validation/held-file.js';
import type { ScanResult } from '../../../lambda/core/validation/malware-scan.js';
import { validateObject } from '../../../lambda/core/validation/validate-object.js';
import type { ValidatorMessage } from '../../../lambda/core/validation/validator-message.js';
import { queueMessage } from '../../../lambda/handlers/queue-message.js';
import type { ScanWord } from '../model/snapshot.js';
import type { StoredBytes } from './bucket.js';
import { checkPorts } from './check-ports.js';
import type { Simulation } from './simulation.js';

/** As the deployed queue has it. */
const visibilitySeconds = 6 * 60;
const maxReceives = 5;

/** A scanner's results for one version, in this order. */
const ofClean: readonly (readonly ScanWord[])[] = [
  ...[['NO_THREATS_FOUND'] as const, ['NO_THREATS_FOUND'] as const, ['FAILED'] as const],
  ...[['FAILED', 'NO_THREATS_FOUND'] as const, ['NO_THREATS_FOUND', 'FAILED'] as const],
];
const ofInfected: readonly (readonly ScanWord[])[] = [
  ...[['THREATS_FOUND'] as const, ['NO_THREATS_FOUND', 'THREATS_FOUND'] as const],
  ...[['THREATS_FOUND', 'NO_THREATS_FOUND'] as const, ['FAILED', 'THREATS_FOUND'] as const],
];

/** For people: the kind of message, what it names, and the try. */
function nameOf(body: string, receives: number): string {
  const { source = 'AWS', 'detail-type': type, detail } = JSON.parse(body) as Named;
  const { object, s3ObjectDetails, scanResultDetails, versionId, id, verdict } = detail;
  const about = [object?.['version-id'] ?? s3ObjectDetails?.versionId ?? versionId ?? id];
  const words = [...about, scanResultDetails?.scanResultStatus ?? verdict ?? ''].join(' ').trimEnd();
  return `${source}: ${type} ${words}, try ${receives}`;
}

interface Named {
  readonly source?: string;
  readonly 'detail-type': string;
  readonly detail: {
    readonly object?: { readonly 'version-id': string };
    readonly s3ObjectDetails?: { readonly versionId: string };
    readonly scanResultDetails?: { readonly scanResultStatus: string };
    readonly versionId?: string;
    readonly id?: string;
    readonly verdict?: string;
  };
}

/** S3's and GuardDuty's events, and our own messages, for `validate`. */
export class ValidationQueue {
  private dead: string[] = [];
  private sequence = 0;
  /** The results for each version, `key#version`, that `validate` processed without an error. */
  readonly scanned = new Map<string, Set<ScanWord>>();

  constructor(private readonly simulation: Simulation) {
    simulation.onStored = (stored) => this.announceStored(stored);
  }

  /** The service's own messages: the queue loses nothing, but may deliver twice. */
  tell(message: ValidatorMessage, delaySeconds = 0): void {
    this.send(message, false, delaySeconds);
  }

  /** Messages that failed every try. */
  failed(): readonly string[] {
    return this.dead;
  }

  redrive(): void {
    for (const body of this.dead.splice(0)) this.deliver(body, 1);
  }

  private announceStored({ key, versionId, truth }: StoredBytes): void {
    const sequencer = (this.sequence++).toString(16).padStart(18, '0').toUpperCase();
    this.send(
      { 'detail-type': 'Object Created', detail: { object: { key, sequencer, 'version-id': versionId } } },
      true,
    );
    if (!this.simulation.policy.malware) return;
    // A scan can fail and be repeated, and one can be made before the scanner knows a threat.
    const words = this.simulation.plan.choice(versionId, truth === 'infected' ? ofInfected : ofClean);
    for (const word of words) {
      const scanResultDetails = { scanResultStatus: word, threats: [{ name: 'EICAR' }] };
      const detail = { s3ObjectDetails: { objectKey: key, versionId }, scanResultDetails };
      this.send({ 'detail-type': 'GuardDuty Malware Protection Object Scan Result', detail }, true, 2);
    }
  }

  private noteScanned(name: string, { verdict }: ScanResult): void {
    const words = { clean: 'NO_THREATS_FOUND', threats: 'THREATS_FOUND', unscanned: 'FAILED' } as const;
    this.scanned.set(name, new Set([...(this.scanned.get(name) ?? []), words[verdict]]));
  }

  private send(event: object, canBeLost: boolean, delaySeconds = 0): void {
    const { simulation } = this;
    const name = simulation.nameOf('event');
    const fate = simulation.plan.ofEvent(name, canBeLost);
    if (fate.copies !== 1 || fate.delaySeconds > 0)
      simulation.note(`${name}: ${fate.copies} copies, ${fate.delaySeconds} s late`);
    for (let copy = 0; copy < fate.copies; copy++) {
      const body = JSON.stringify(event);
      simulation.after(delaySeconds + fate.delaySeconds, nameOf(body, 1), () => this.deliver(body, 1));
    }
  }

  private deliver(body: string, receives: number): void {
    const { simulation } = this;
    const again = (count: number) => {
      if (count > maxReceives) this.dead.push(body);
      else simulation.after(visibilitySeconds, nameOf(body, count), () => this.deliver(body, count));
    };
    simulation
      .start('validate', async (process) => {
        const message = queueMessage({ body, messageId: process.name } as SQSRecord);
        const ports = checkPorts(simulation, process, this);
        if (message.kind === 'decision') return carryOut(ports, message.id, message.decision);
        const { key, versionId = '', scan } = message.news;
        const done = await validateObject(ports, message.news);
        if (scan) this.noteScanned(`${key}#${versionId}`, scan);
        return done;
      })
      .then(
        ({ outcome, file }) => {
          simulation.note(`validate ${file?.id.slice(-4) ?? ''}: ${outcome}`);
          // A message that was handled may be redelivered.
          if (simulation.plan.isRare(simulation.nameOf('handled'))) again(receives);
        },
        (error: unknown) => {
          simulation.note(`validate failed: ${String(error)}`);
          again(receives + 1);
        },
      );
  }
}
