const polynomial = 0x9a6c9329ac4bc9b5n;
const mask = 0xffff_ffff_ffff_ffffn;

const table = Array.from({ length: 256 }, (_, byte) => {
  let crc = BigInt(byte);
  for (let bit = 0; bit < 8; bit++) crc = crc & 1n ? (crc >> 1n) ^ polynomial : crc >> 1n;
  return crc;
});

/** CRC-64/NVME in base64, as S3 has it (NVM Express, "NVM Command Set", "64b CRC"). Simple and slow: for few bytes. */
export function crc64nvme(bytes: string | Uint8Array): string {
  let crc = mask;
  for (const byte of Buffer.from(bytes))
    crc = (table[Number((crc ^ BigInt(byte)) & 0xffn)] ?? 0n) ^ (crc >> 8n);
  const sum = Buffer.alloc(8);
  sum.writeBigUInt64BE(crc ^ mask);
  return sum.toString('base64');
}
