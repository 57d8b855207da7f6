/** Requests of one need: what looks like a duplicate, with the act that makes them one, and what was made one. */
import { paths } from '../../src/paths.ts';
import { Button } from '../ui/button.tsx';
import { Hidden, HiddenKey } from '../ui/field.tsx';
import { Panel } from '../ui/panel.tsx';
import { Code } from '../ui/values.tsx';
import type { ActProps } from './act-forms.tsx';
import { amountText } from './shortage-words.tsx';

type Duplicate = ActProps['show']['duplicates'][number];

function MergeForm({ props, duplicate, at }: { props: ActProps; duplicate: Duplicate; at: number }) {
  const { t } = props;
  const words = t.desk.merge;
  const { absorbed, kept, version } = duplicate;
  return (
    <form method="post" action={paths.shortageMerging(absorbed)}>
      <HiddenKey value={`${props.keys.merge}-${at}`} />
      <Hidden name="version" value={version} />
      <Hidden name="merge.into" value={kept} />
      <p>{words.way(absorbed, kept)}</p>
      <div class="buttons">
        <Button small name="merge.adds" value="nothing">
          {words.same}
        </Button>
        <Button small name="merge.adds" value="all">
          {words.adds}
        </Button>
      </div>
    </form>
  );
}

/** Nothing when there is no other request of the need. */
export function MergePanel(props: ActProps) {
  const { t, show, can } = props;
  const words = t.desk.merge;
  const { duplicates, merges } = show;
  if (duplicates.length === 0 && merges.length === 0) return null;
  const said = (base: number) => amountText(t, show.record, base);
  return (
    <Panel title={words.title} level="h3">
      {merges.map(({ number, way, addedBase }) => (
        <p>
          <Code href={paths.shortage(number)}>{number}</Code>{' '}
          {way === 'into' ? words.into(said(addedBase)) : words.from(said(addedBase))}
        </p>
      ))}
      {can.unmerge && (
        <form method="post" action={paths.shortageUnmerging(show.record.document.number)}>
          <HiddenKey value={props.keys.unmerge} />
          <Hidden name="version" value={show.record.document.version} />
          <Button small>{words.undo}</Button>
        </form>
      )}
      {duplicates.length > 0 && <p class="hint">{words.hint}</p>}
      {duplicates.map((duplicate, at) => (
        <div>
          <p>
            <Code href={paths.shortage(duplicate.number)}>{duplicate.number}</Code> {said(duplicate.quantityBase)}
          </p>
          {can.merge && <MergeForm props={props} duplicate={duplicate} at={at} />}
        </div>
      ))}
    </Panel>
  );
}
