/** Where am I, what state is it in, what is the one thing to do. */
import type { Child } from 'hono/jsx';

interface PageHeadProps {
  title: Child;
  crumbs?: { label: string; href?: string; code?: boolean }[];
  /** Label of the crumbs for screen readers. */
  crumbsLabel?: string;
  /** Badges after the title. */
  status?: Child;
  /** One line of facts under it. */
  facts?: Child[];
  actions?: Child;
  /** What the action will do, or why it is not possible; `id` lets the button point at it. */
  consequence?: { text: Child; id?: string };
}

export function PageHead({ title, crumbs, crumbsLabel, status, facts, actions, consequence }: PageHeadProps) {
  return (
    <header class="page-head">
      {crumbs && (
        <ol class="crumbs" aria-label={crumbsLabel}>
          {crumbs.map((crumb) => (
            <li class={crumb.code ? 'code' : undefined}>
              {crumb.href === undefined ? crumb.label : <a href={crumb.href}>{crumb.label}</a>}
            </li>
          ))}
        </ol>
      )}
      <div class="page-title">
        <h1>{title}</h1>
        {status}
        {facts && facts.length > 0 && (
          <p>
            {facts.map((fact) => (
              <span>{fact}</span>
            ))}
          </p>
        )}
      </div>
      {(actions || consequence) && (
        <div class="page-actions">
          {actions && <div class="buttons">{actions}</div>}
          {consequence && (
            <p class="consequence" id={consequence.id}>
              {consequence.text}
            </p>
          )}
        </div>
      )}
    </header>
  );
}
