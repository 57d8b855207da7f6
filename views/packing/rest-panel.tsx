/** What of the dispatch lies in no box yet, each line with a way into the box in hand. */
import type { LineToPack } from '../../src/packing/box-queries.ts';
import { leftOf } from '../../src/packing/rules.ts';
import { paths } from '../../src/paths.ts';
import { Button } from '../ui/button.tsx';
import { Hidden, HiddenKey } from '../ui/field.tsx';
import { formOf } from '../ui/form-state.ts';
import { PackBoxes } from '../ui/pack-input.tsx';
import { Panel } from '../ui/panel.tsx';
import { Tag } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item, Quantity } from '../ui/values.tsx';
import type { PackingPageProps } from './packing-page.tsx';

interface RestProps extends PackingPageProps {
  /** There is an open box in hand. */
  fills: boolean;
}

export function RestPanel(props: RestProps) {
  const { t, packing, view } = props;
  const words = t.packing;
  const rest = packing.lines.filter((line) => line.pickedBase === null || leftOf(line) > 0);
  if (packing.boxes.length === 0 && view.record.document.status !== 'picking') return null;
  const head = (
    <>
      <Head>{words.item}</Head>
      <Head>{words.lot}</Head>
      <Head num>{words.left}</Head>
      <Head>
        <span class="visually-hidden">{words.put}</span>
      </Head>
    </>
  );
  return (
    <Panel title={words.rest} padded={false} id="rest" {...(props.fills && { note: words.putHint })}>
      {rest.length === 0 ? (
        <p class="body muted">{words.restNone}</p>
      ) : (
        <Table caption={words.rest} head={head} stacks>
          {rest.map((line) => (
            <RestRow {...props} line={line} />
          ))}
        </Table>
      )}
    </Panel>
  );
}

function RestRow(props: RestProps & { line: LineToPack }) {
  const { t, view, box, line, fills, form: back, formKey } = props;
  const words = t.packing;
  const mine = back.name === 'contents' && back.state.values['lineId']?.[0] === String(line.lineId);
  const form = formOf(mine ? back : { name: '', state: back.state }, mine ? 'contents' : `put${line.lineId}`);
  return (
    <tr>
      <td class="span-6">
        <Item
          name={line.item}
          detail={line.strength}
          {...(line.zone !== 'room' && { tags: <Tag>{t.dispatches.zones[line.zone] ?? line.zone}</Tag> })}
        />
      </td>
      <td class="span-3 code">{line.lot}</td>
      <td class="span-3 num">
        {line.pickedBase === null ? (
          <span class="muted">{words.unpicked}</span>
        ) : (
          <Quantity t={t} quantityBase={leftOf(line)} shape={line.shape} />
        )}
      </td>
      <td class="span-6">
        {fills && box && line.pickedBase !== null && (
          <form
            class="inline"
            method="post"
            action={paths.boxAct(view.record.document.number, box.position, 'contents')}
            novalidate
          >
            <HiddenKey value={formKey()} />
            <Hidden name="lineId" value={line.lineId} />
            <PackBoxes t={t} form={form} name={`quantity.${line.lineId}`} shape={line.shape} small of={line.item} />
            <Button small>
              {words.put}
              <span class="visually-hidden"> {line.item}</span>
            </Button>
          </form>
        )}
      </td>
    </tr>
  );
}
