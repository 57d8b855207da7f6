/** The failures of a request that are expected: each has a status and words in the dictionaries. */
import type { ContentfulStatusCode } from 'hono/utils/http-status';

export type ErrorKind =
  | 'notFound'
  | 'forbidden'
  | 'foreignOrigin'
  | 'notAllowed'
  | 'tooLarge'
  | 'wrongType'
  | 'refused'
  | 'tooMany'
  | 'broken';

/** An expected failure of a request. `text` replaces the kind's own explanation. */
export class WebError extends Error {
  readonly status: ContentfulStatusCode;
  readonly kind: ErrorKind;
  readonly text: string | undefined;

  constructor(status: ContentfulStatusCode, kind: ErrorKind, text?: string) {
    super(`${status} ${kind}`);
    this.name = 'WebError';
    this.status = status;
    this.kind = kind;
    this.text = text;
  }
}
