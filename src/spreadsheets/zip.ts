/** Looks into a zip file without trusting it: an XLSX is a zip, and a small zip can unpack to gigabytes. */
import { inflateRawSync } from 'node:zlib';

export interface ZipEntry {
  name: string;
  method: number;
  packedSize: number;
  /** What the file claims; `unpack` holds it to that. */
  unpackedSize: number;
  offset: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_SIZE = 30;
/** Of the format: 2.0, with folders. */
const VERSION = 20;

/** The entries of the zip's directory, or undefined when the bytes are not a readable zip. */
export function listZip(bytes: Buffer): ZipEntry[] | undefined {
  const end = endOfDirectory(bytes);
  if (end === undefined) return undefined;
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  const entries: ZipEntry[] = [];
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) return undefined;
    const nameLength = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      method: bytes.readUInt16LE(at + 10),
      packedSize: bytes.readUInt32LE(at + 20),
      unpackedSize: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/** The bytes of one entry, or undefined when it is damaged, or not of the size that it claims. */
export function unpack(bytes: Buffer, entry: ZipEntry): Buffer | undefined {
  if (entry.offset + LOCAL_HEADER_SIZE > bytes.length) return undefined;
  const start =
    entry.offset + LOCAL_HEADER_SIZE + bytes.readUInt16LE(entry.offset + 26) + bytes.readUInt16LE(entry.offset + 28);
  const packed = bytes.subarray(start, start + entry.packedSize);
  const claimed = entry.unpackedSize;
  if (entry.method === 0) return packed.length === claimed ? packed : undefined;
  try {
    // It stops at the claimed size: an entry that lies about it costs no more memory than it said
    const data = inflateRawSync(packed, { maxOutputLength: Math.max(claimed, 1) });
    return data.length === claimed ? data : undefined;
  } catch {
    return undefined;
  }
}

/** A zip of these files alone, not packed: what reads it finds nothing that was not looked at. */
export function zipOf(files: ReadonlyMap<string, Buffer>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, data] of files) {
    const title = Buffer.from(name);
    const local = Buffer.alloc(LOCAL_HEADER_SIZE);
    local.writeUInt32LE(LOCAL_HEADER, 0);
    local.writeUInt16LE(VERSION, 4);
    local.writeUInt32LE(data.length, 18);
    local.writeUInt32LE(data.length, 22);
    local.writeUInt16LE(title.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(DIRECTORY_ENTRY, 0);
    local.copy(entry, 6, 4, LOCAL_HEADER_SIZE);
    entry.writeUInt32LE(offset, 42);
    parts.push(local, title, data);
    directory.push(entry, title);
    offset += LOCAL_HEADER_SIZE + title.length + data.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END_OF_DIRECTORY, 0);
  end.writeUInt16LE(files.size, 8);
  end.writeUInt16LE(files.size, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, listing, end]);
}

/** The record stands in the last 64 KB: only a comment may follow it. */
function endOfDirectory(bytes: Buffer): number | undefined {
  const lowest = Math.max(0, bytes.length - 22 - 65_535);
  for (let at = bytes.length - 22; at >= lowest; at -= 1) {
    if (bytes.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  return undefined;
}
