/** All boxes of the dispatch beside the one in hand: what each holds, whether it is sealed, where it was seen. */
import type { BoxView } from '../../src/packing/box-queries.ts';
import { paths } from '../../src/paths.ts';
import { Button, Buttons } from '../ui/button.tsx';
import { HiddenKey } from '../ui/field.tsx';
import { Panel } from '../ui/panel.tsx';
import { Status, Tag } from '../ui/status.tsx';
import type { PackingPageProps } from './packing-page.tsx';

export function BoxList(props: PackingPageProps) {
  const { t, view, packing, can, formKey } = props;
  const words = t.packing;
  const { number } = view.record.document;
  return (
    <Panel title={words.boxes} padded={false}>
      <ul class="plain-list body">
        {packing.boxes.map((one) => (
          <li>
            <a
              href={paths.boxes(number, one.position)}
              {...(one.id === props.box?.id && { 'aria-current': 'true' as const })}
            >
              {words.box(one.position)}
            </a>{' '}
            {one.cold && (
              <Tag tone="info" icon="i-snow">
                {words.cold}
              </Tag>
            )}
            <BoxState {...props} one={one} />
            <small>
              <span class="code">{one.code}</span> {words.lines(one.contents.length)}
              {one.seal !== null && ` ${words.sealedWith(one.seal)}`}
            </small>
          </li>
        ))}
      </ul>
      {can.pack && (
        <form class="body" method="post" action={paths.boxes(number)}>
          <HiddenKey value={formKey()} />
          <Buttons>
            <Button icon="i-plus">{words.add}</Button>
          </Buttons>
        </form>
      )}
    </Panel>
  );
}

/** The last that is known of it. */
function BoxState({ t, scans, one }: PackingPageProps & { one: BoxView }) {
  const words = t.packing;
  const last = scans.filter((scan) => scan.boxId === one.id).at(-1);
  if (last !== undefined) {
    const missing = last.act === 'missing';
    return (
      <Status icon={missing ? 's-near' : 's-done'} {...(missing && { tone: 'warn' as const })}>
        {words.scans[last.act]}
      </Status>
    );
  }
  if (one.sealed) return <Status icon="s-done">{words.sealed}</Status>;
  return <Status icon="s-todo">{one.contents.length === 0 ? words.empty : words.stillOpen}</Status>;
}
