/** What may be kept as a file: told by its content, never by its name, and never larger than paper needs. */
import { ok, type Result, refuse } from '../kernel/result.ts';
import { listZip } from '../spreadsheets/zip.ts';

export const LARGEST_BYTES = 10 * 1024 * 1024;
/** Largest form that carries one file: the file and its few fields. A larger one is refused before it is read. */
export const LARGEST_FORM_BYTES = LARGEST_BYTES + 64 * 1024;

/** A file as it came from a form. */
export interface Upload {
  fileName: string;
  content: Buffer;
}

/** A chosen file with its bytes. */
export async function readUpload(file: File): Promise<Upload> {
  return { fileName: file.name, content: Buffer.from(await file.arrayBuffer()) };
}

/** The photo of an act, under what it shows; null where none was taken. */
export async function actPhoto(file: File | undefined, title: string): Promise<{ title: string; file: Upload } | null> {
  return file === undefined ? null : { title, file: await readUpload(file) };
}

type Format = 'pdf' | 'jpg' | 'png' | 'xlsx' | 'ofd' | 'csv';

export const MEDIA_TYPES: Record<Format, string> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  png: 'image/png',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ofd: 'application/ofd',
  csv: 'text/csv',
};

const ENDINGS: Record<Format, readonly string[]> = {
  pdf: ['pdf'],
  jpg: ['jpg', 'jpeg'],
  png: ['png'],
  xlsx: ['xlsx'],
  ofd: ['ofd'],
  csv: ['csv'],
};

function startsWith(content: Buffer, bytes: readonly number[]): boolean {
  return bytes.every((byte, index) => content[index] === byte);
}

/** True for text without control characters: what a spreadsheet exports, in UTF-8 or GB 18030. */
function looksLikeText(content: Buffer): boolean {
  if (content.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d)) return false;
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(content);
      // A page that a browser could run is no table, whatever its name says
      return !/^\s*<(?:!|[a-z?])/i.test(text);
    } catch {
      // Not this encoding: the next may read it
    }
  }
  return false;
}

/** What the content is; undefined when it is nothing that is kept here. */
function formatOf(content: Buffer): Format | undefined {
  if (startsWith(content, [0x25, 0x50, 0x44, 0x46, 0x2d])) return 'pdf';
  if (startsWith(content, [0xff, 0xd8, 0xff])) return 'jpg';
  if (startsWith(content, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png';
  // A zip behind a page or a script is a page or a script
  const parts = startsWith(content, [0x50, 0x4b, 0x03, 0x04]) ? listZip(content)?.map(({ name }) => name) : undefined;
  if (parts !== undefined) {
    // Macros make it another kind of file, which is not kept
    if (parts.some((name) => name.endsWith('vbaProject.bin'))) return undefined;
    if (parts.includes('xl/workbook.xml')) return 'xlsx';
    return parts.includes('OFD.xml') ? 'ofd' : undefined;
  }
  return looksLikeText(content) ? 'csv' : undefined;
}

/** The name without a path and without signs that no name has, at most 100 characters, ending as the content is. */
function keptName(fileName: string, format: Format): string {
  const base = fileName.split(/[\\/]/).at(-1) ?? '';
  const clean = base
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}"<>:|?*]/gu, '')
    .trim();
  const ending = ENDINGS[format].find((each) => clean.toLowerCase().endsWith(`.${each}`));
  const stem = ending === undefined ? clean : clean.slice(0, -ending.length - 1);
  return `${[...(stem || 'file')].slice(0, 100).join('')}.${ending ?? ENDINGS[format][0]}`;
}

/** Name and media type as kept. Refuses an empty file, one over 10 MB, and content that is none of the six formats. */
export function checkUpload({ fileName, content }: Upload): Result<{ fileName: string; mediaType: string }> {
  if (content.length === 0) return refuse('file_empty', {}, 'file');
  if (content.length > LARGEST_BYTES) return refuse('file_too_large', { mebibytes: 10 }, 'file');
  const format = formatOf(content);
  if (format === undefined) return refuse('file_format', {}, 'file');
  return ok({ fileName: keptName(fileName, format), mediaType: MEDIA_TYPES[format] });
}
