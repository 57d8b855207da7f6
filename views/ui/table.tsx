/** Tables carry the product: words left, numbers right, unit in the head, one text link at the end of a row. */
import type { Child, PropsWithChildren } from 'hono/jsx';
import type { Words } from '../i18n/index.ts';
import { Icon } from './icon.tsx';

interface TableProps {
  /** Read by screen readers; shown when `showCaption`. */
  caption: string;
  showCaption?: boolean;
  head: Child;
  foot?: Child;
  /** Air at both ends, for rows that can be marked. */
  inset?: boolean;
  /** On a phone the cells stack: each says `span-1…5` of six columns. */
  stacks?: boolean;
  /** More classes, such as `options`. */
  class?: string;
  id?: string;
}

/** A table in its scrolling frame; the children are the body's rows. */
export function Table(props: PropsWithChildren<TableProps>) {
  const classes = ['table', props.inset && 'inset', props.stacks && 'stacks', props.class].filter(Boolean).join(' ');
  return (
    <div class="table-wrap" id={props.id}>
      <table class={classes}>
        <caption class={props.showCaption ? undefined : 'visually-hidden'}>{props.caption}</caption>
        <thead>
          <tr>{props.head}</tr>
        </thead>
        <tbody>{props.children}</tbody>
        {props.foot && <tfoot>{props.foot}</tfoot>}
      </table>
    </div>
  );
}

/** A column head; `num` aligns it as its numbers. */
export function Head({ num, class: more, children }: PropsWithChildren<{ num?: boolean; class?: string }>) {
  const classes = [num && 'num', more].filter(Boolean).join(' ');
  return (
    <th scope="col" class={classes === '' ? undefined : classes}>
      {children}
    </th>
  );
}

interface SortHeadProps {
  t: Words;
  /** Address that sorts by this column, or turns it round when it is sorted. */
  href: string;
  sorted?: 'ascending' | 'descending';
  num?: boolean;
}

/** A column head that sorts. */
export function SortHead({ t, href, sorted, num, children }: PropsWithChildren<SortHeadProps>) {
  return (
    <th scope="col" class={num ? 'num' : undefined} aria-sort={sorted}>
      <a href={href}>
        {children}
        {sorted && <Icon name={sorted === 'ascending' ? 'i-up' : 'i-down'} />}
        {sorted && <span class="visually-hidden">{sorted === 'ascending' ? t.lists.sortUp : t.lists.sortDown}</span>}
      </a>
    </th>
  );
}

/** A line that names the rows below it. */
export function GroupRow({ span, children }: PropsWithChildren<{ span: number }>) {
  return (
    <tr class="group">
      <td colspan={span}>{children}</td>
    </tr>
  );
}

/** What can be done with the chosen rows; without script it is always shown. */
export function Bulk({ count, text, children }: PropsWithChildren<{ count: Child; text?: Child }>) {
  return (
    <div class="bulk">
      <b>{count}</b>
      {text && <span>{text}</span>}
      {children}
    </div>
  );
}
