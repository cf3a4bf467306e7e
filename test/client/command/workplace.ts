import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ContractServer } from '../contract-server.js';

/** A service and a folder, for a test that starts the command. */
export class Workplace {
  private constructor(
    readonly server: ContractServer,
    readonly folder: string,
  ) {}

  static async open(): Promise<Workplace> {
    const server = new ContractServer();
    await server.listen();
    return new Workplace(server, await mkdtemp(join(tmpdir(), 'waybill-command-')));
  }

  /** Of a signed-in user, whose state and configuration are in the folder. */
  get environment() {
    return {
      WAYBILL_API_URL: this.server.url,
      WAYBILL_TOKEN: 'good',
      XDG_STATE_HOME: join(this.folder, '.state'),
      XDG_CONFIG_HOME: join(this.folder, '.config'),
    };
  }

  async close(): Promise<void> {
    await this.server.close();
    await rm(this.folder, { recursive: true });
  }
}
