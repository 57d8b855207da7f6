/** A member is asked before it must register: what it will run out of, in how many days, and whether to ask now. */
import type { ForesightLine } from '../../src/foresight/list-queries.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { Panel } from '../ui/panel.tsx';
import { AskForm, askedFields } from './ask-form.tsx';

export interface AskPanelProps {
  t: Words;
  lines: readonly ForesightLine[];
  today: string;
  newKey: () => string;
}

export function AskPanel({ t, lines, today, newKey }: AskPanelProps) {
  const words = t.foresight;
  if (lines.length === 0) return null;
  return (
    <Panel title={words.askTitle} link={{ href: paths.foresight(), label: words.all }} id="ahead">
      <ul class="stack">
        {lines.map((line) => (
          <li>
            <p>
              {words.willRunOut(
                `${line.name} ${line.strength}`.trim(),
                line.days,
                line.usableBase + line.comingBase <= 0,
              )}
            </p>
            <div class="buttons">
              <AskForm t={t} line={line} today={today} formKey={newKey()} />
              <a class="button small plain" href={paths.newShortage(askedFields(line, today))}>
                {words.change}
              </a>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
