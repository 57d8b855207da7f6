/** Sections, rails and the strips of facts and figures inside them. */
import type { Child, PropsWithChildren } from 'hono/jsx';

interface PanelProps {
  title: Child;
  note?: Child;
  link?: { href: string; label: string };
  foot?: Child;
  level?: 'h2' | 'h3';
  id?: string;
  /** False leaves the children without the padded body: tables, lists that bring `body` themselves. */
  padded?: boolean;
}

export function Panel(props: PropsWithChildren<PanelProps>) {
  const Heading = props.level ?? 'h2';
  return (
    <section class="panel" id={props.id}>
      <header>
        <Heading>{props.title}</Heading>
        {props.note && <p>{props.note}</p>}
        {props.link && <a href={props.link.href}>{props.link.label}</a>}
      </header>
      {props.padded === false ? props.children : <div class="body">{props.children}</div>}
      {props.foot && <footer>{props.foot}</footer>}
    </section>
  );
}

/** Main matter and, behind a hairline, what belongs to it. `even` makes two equal halves. */
export function Columns({ kind, children }: PropsWithChildren<{ kind?: 'even' | 'doc' }>) {
  return <div class={kind === undefined ? 'columns' : `columns ${kind}`}>{children}</div>;
}

export function Rail({ label, children }: PropsWithChildren<{ label: string }>) {
  return (
    <aside class="rail stack" aria-label={label}>
      {children}
    </aside>
  );
}

export interface Fact {
  label: Child;
  value: Child;
  note?: Child;
}

/** The facts that there are: leaves out what is false or has nothing to say. */
export function knownFacts(facts: readonly (Fact | false)[]): Fact[] {
  return facts.filter((fact): fact is Fact => fact !== false && fact.value !== '');
}

/** Label and value pairs; `across` in one row above a document, `body` inside a panel. */
export function Facts({ facts, across, body }: { facts: Fact[]; across?: boolean; body?: boolean }) {
  const classes = ['facts', across && 'across', body && 'body'].filter(Boolean).join(' ');
  return (
    <dl class={classes}>
      {facts.map((fact) => (
        <div>
          <dt>{fact.label}</dt>
          <dd>
            {fact.value}
            {fact.note && (across ? <small> {fact.note}</small> : <span class="note">{fact.note}</span>)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

export interface Figure {
  label: string;
  value: Child;
  unit?: string;
  note?: Child;
  /** The list that the figure counts. */
  href?: string;
  tone?: 'danger' | 'warn' | 'caution';
}

/** Key figures in one strip; each is a link to what it counts. */
export function Figures({ label, figures }: { label: string; figures: Figure[] }) {
  return (
    <section class="figures" aria-label={label}>
      {figures.map((figure) =>
        figure.href ? <a href={figure.href}>{figureBody(figure)}</a> : <div>{figureBody(figure)}</div>,
      )}
    </section>
  );
}

function figureBody(figure: Figure) {
  return (
    <>
      <span class="label">{figure.label}</span>
      <span class={figure.tone ? 'value tone' : 'value'} data-tone={figure.tone}>
        {figure.value}
        {figure.unit && <small>{figure.unit}</small>}
      </span>
      {figure.note && <span class="note">{figure.note}</span>}
    </>
  );
}

/** A list and the chosen record beside it; on a phone one at a time. */
export function Split({ open, children }: PropsWithChildren<{ open: boolean }>) {
  return (
    <div class="split" data-open={open ? 'record' : undefined}>
      {children}
    </div>
  );
}
