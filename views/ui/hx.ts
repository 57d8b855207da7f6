/** htmx 4 attributes with names and values that the compiler checks; always on links and forms that work without. */

type Swap = 'innerHTML' | 'outerHTML' | 'innerMorph' | 'outerMorph' | 'beforeend' | 'delete' | 'none';

export interface HxOptions {
  get?: string;
  post?: string;
  /** CSS selector of what the answer replaces. */
  target?: string;
  swap?: Swap;
  /** Part of the answer to take. */
  select?: string;
  trigger?: string;
  /** Puts the answered address in the bar. */
  push?: boolean;
  include?: string;
  sync?: string;
  indicator?: string;
}

export type HxAttributes = Record<string, string>;

/**
 * Attributes to spread on an element: `<form method="post" action={url} {...hx({ post: url, target: '#lines' })}>`.
 * A refused form (422) never pushes its POST address into the bar. A form whose success is another page needs none of
 * this: posted plainly it follows the 303 by itself, and a refusal comes back as the page with the summary focused.
 */
export function hx(options: HxOptions): HxAttributes {
  const attributes: HxAttributes = {};
  if (options.get !== undefined) attributes['hx-get'] = options.get;
  if (options.post !== undefined) {
    attributes['hx-post'] = options.post;
    attributes['hx-status:422'] = 'push:false';
  }
  if (options.target !== undefined) attributes['hx-target'] = options.target;
  if (options.swap !== undefined) attributes['hx-swap'] = options.swap;
  if (options.select !== undefined) attributes['hx-select'] = options.select;
  if (options.trigger !== undefined) attributes['hx-trigger'] = options.trigger;
  if (options.push !== undefined) attributes['hx-push-url'] = String(options.push);
  if (options.include !== undefined) attributes['hx-include'] = options.include;
  if (options.sync !== undefined) attributes['hx-sync'] = options.sync;
  if (options.indicator !== undefined) attributes['hx-indicator'] = options.indicator;
  return attributes;
}

/**
 * A region that asks for itself again when its topic changes anywhere, and every minute in case the stream is cut:
 * `<section id="rows" {...live('shortages', url)}>`; `url` must answer a fragment request with this same element.
 */
export function live(topic: string, url: string): HxAttributes {
  return {
    'data-live': topic,
    'hx-get': url,
    'hx-trigger': `live-${topic} from:body, every 60s`,
    'hx-headers': '{"Unasked":"1"}',
    'hx-target': 'this',
    'hx-swap': 'outerMorph',
  };
}

/** A search box that answers while one types. */
export function searchAsYouType(url: string, target: string): HxAttributes {
  return hx({ get: url, target, trigger: 'input changed delay:250ms, search', sync: 'this:replace' });
}
