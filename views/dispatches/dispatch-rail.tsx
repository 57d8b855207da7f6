/** Beside a dispatch: where it goes and with whom, how lots are chosen, what can be printed, who did what. */

import type { DispatchView } from '../../src/dispatches/show-queries.ts';
import { paths } from '../../src/paths.ts';
import type { PrintLine } from '../../src/print/print-queries.ts';
import type { Words } from '../i18n/index.ts';
import { PrintButton, PrintList } from '../print/prints.tsx';
import { Button } from '../ui/button.tsx';
import { HiddenKey } from '../ui/field.tsx';
import { clauseComma } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { Facts, Panel, Rail } from '../ui/panel.tsx';
import { ScanLog } from '../ui/scan.tsx';
import { Log } from '../ui/timeline.tsx';
import { Code } from '../ui/values.tsx';
import { DifferenceStatus } from './dispatch-status.tsx';
import { logEntries, scanEntries, wrongScans } from './log-entries.ts';
import { Rides, type RidesProps } from './rides.tsx';

interface RailProps {
  t: Words;
  now: number;
  view: DispatchView;
  printKeys: { a4: string; a5: string; '241': string };
  prints: readonly PrintLine[];
  rides: RidesProps;
}

export function DispatchRail(props: RailProps) {
  const { t, now, view } = props;
  const words = t.dispatches;
  const { status } = view.record.document;
  const scans = scanEntries(t, view.acts, now, 12);
  const wrong = wrongScans(t, view.acts, now);
  return (
    <Rail label={words.rail.label}>
      <Panel title={words.rail.delivery} padded={false}>
        <Facts body facts={deliveryFacts(t, view)} />
      </Panel>
      <Rides {...props.rides} />
      {view.differences.length > 0 && (
        <Panel title={words.rail.differences} padded={false}>
          <ul class="plain-list body">
            {view.differences.map((one) => (
              <li>
                <Code href={paths.discrepancy(one.number)}>{one.number}</Code>
                <small>
                  {one.itemName} <DifferenceStatus t={t} status={one.status} />
                </small>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <Prints {...props} />
      <PrintList t={props.t} prints={props.prints} />
      {status === 'picking' && (
        <>
          <Panel title={words.rail.rule}>
            <p class="small">{words.rail.ruleText}</p>
          </Panel>
          {scans.length > 0 && (
            <Panel title={words.scan.log}>
              <ScanLog entries={scans} />
            </Panel>
          )}
        </>
      )}
      <Panel title={words.rail.log} padded={false}>
        <Log body entries={logEntries(t, view.acts, now)} />
        {wrong.length > 0 && (
          <details class="body">
            <summary class="button small plain">{words.rail.wrongScans(wrong.length)}</summary>
            <ScanLog entries={wrong} />
          </details>
        )}
      </Panel>
    </Rail>
  );
}

function deliveryFacts(t: Words, view: DispatchView) {
  const words = t.dispatches.rail;
  const { dispatch, receiver, sender, document } = view.record;
  const missing = document.status === 'picking' ? words.notYet : words.none;
  const told = (value: string | null) => (value === null ? <span class="muted">{missing}</span> : value);
  return [
    { label: words.receiver, value: receiver.shortName, ...noteOf(t, [receiver.name, receiver.contact]) },
    { label: words.sender, value: sender.shortName },
    { label: words.vehicle, value: told(dispatch.vehicle) },
    { label: words.driver, value: told(dispatch.driver) },
    { label: words.box, value: told(dispatch.box) },
    ...(dispatch.note === null ? [] : [{ label: words.note, value: dispatch.note }]),
  ];
}

function noteOf(t: Words, parts: (string | null)[]) {
  const note = parts.filter((part) => part !== null && part !== '').join(clauseComma(t));
  return note === '' ? {} : { note };
}

/** A print is counted before it is drawn, so each is a form. */
function Prints({ t, view, printKeys }: RailProps) {
  const words = t.dispatches.print;
  const { document, dispatch } = view.record;
  const posted = dispatch.postedAt !== null;
  return (
    <Panel title={words.title} padded={false}>
      <ul class="plain-list body">
        {document.status === 'picking' && (
          <li>
            <PrintButton
              kind="pick_list"
              number={document.number}
              formKey={`${printKeys.a4}-k`}
              label={words.pickList}
              small
            />
            <small>{words.pickListNote}</small>
          </li>
        )}
        {(['241', 'a5', 'a4'] as const).map((size) => (
          <li>
            {posted ? (
              <form method="post" action={paths.dispatchPrints(document.number)} target="_blank" rel="noopener">
                <HiddenKey value={printKeys[size]} />
                <input type="hidden" name="size" value={size} />
                <Button small icon="i-print">
                  {words[size]}
                </Button>
              </form>
            ) : (
              <span class="muted">
                <Icon name="i-lock" kind="inline" />
                {words[size]}
              </span>
            )}
            <small>{posted ? words.counted(dispatch.printCount) : words.afterPosting}</small>
          </li>
        ))}
        {posted && (
          <li>
            <a href={paths.slipCheck(document.number)}>{words.check}</a>
            <small>{document.status === 'reversed' ? words.voided : words.checkNote}</small>
          </li>
        )}
      </ul>
    </Panel>
  );
}
