import type { FileRecord } from '../../../lambda/core/file/file.js';
import type { EndedFiles, Files } from '../../../lambda/core/file/files.js';
import { usageChange } from '../../../lambda/core/file/usage.js';
import type { Process } from './process.js';
import type { Table } from './table.js';

/** The records, for one function. A change that updates usage is a transaction, with a token. */
export function recordPorts(
  table: Table,
  process: Process,
): Files & EndedFiles & { forget(file: FileRecord): Promise<boolean> } {
  return {
    get: (id) => process.call('get', () => table.records.get(id)),
    change: (file, changes) => {
      const isTransaction = usageChange(file, { ...file, ...changes }) !== undefined;
      return process.call(
        `change ${file.id.slice(-4)}`,
        () => table.change(file, changes) as FileRecord | undefined,
        isTransaction,
      );
    },
    revive: (file, changes, quota) =>
      process.call(`revive ${file.id.slice(-4)}`, () => table.change(file, changes, quota), true),
    forget: (file) => process.call(`forget ${file.id.slice(-4)}`, () => table.forget(file)),
  };
}
