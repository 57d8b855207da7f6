/** The digest of a kept file, by which any later change of it shows. */
import { createHash } from 'node:crypto';

/** SHA-256 of the bytes, in hexadecimal. */
export function digestOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
