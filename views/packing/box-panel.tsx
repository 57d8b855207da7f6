/** The box in hand: the scanner's field, what lies in it, sealing it, opening it again. */

import type { BoxView } from '../../src/packing/box-queries.ts';
import { leftOf } from '../../src/packing/rules.ts';
import { paths } from '../../src/paths.ts';
import { Button, Buttons, SubmitBar } from '../ui/button.tsx';
import { Hidden, HiddenKey, TextField } from '../ui/field.tsx';
import { formOf } from '../ui/form-state.ts';
import { clauseComma, momentText } from '../ui/format.ts';
import { hx } from '../ui/hx.ts';
import { Panel } from '../ui/panel.tsx';
import { Scan, ScanResult } from '../ui/scan.tsx';
import { ScanQuestion } from '../ui/scan-question.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item, Quantity } from '../ui/values.tsx';
import type { PackingPageProps } from './packing-page.tsx';

export type OfBox = PackingPageProps & { box: BoxView };

/** The scanner types here; the answer stands below, with the way back. */
export function BoxScan({ t, view, box, formKey, scanned }: OfBox) {
  const words = t.packing;
  const { number } = view.record.document;
  const action = paths.boxAct(number, box.position, 'scans');
  const swap = hx({ post: action, target: '#packing', swap: 'outerHTML', push: false });
  const undo = scanned?.ok && scanned.lineId !== undefined && (
    <form method="post" action={paths.boxAct(number, box.position, 'taking')}>
      <HiddenKey value={formKey()} />
      <Hidden name="lineId" value={scanned.lineId} />
      <Button small>{words.undo}</Button>
    </form>
  );
  return (
    <>
      <Scan t={t} action={action} label={words.scanLabel(box.position)} button={words.scanButton} hx={swap}>
        <HiddenKey value={formKey()} />
      </Scan>
      {scanned && (
        <ScanResult
          title={scanned.title}
          text={scanned.text}
          tone={scanned.ok ? 'accent' : 'danger'}
          {...(undo && { action: undo })}
        />
      )}
      {scanned?.refusal && (
        <ScanQuestion t={t} refusal={scanned.refusal} action={action} hx={swap}>
          <HiddenKey value={formKey()} />
        </ScanQuestion>
      )}
    </>
  );
}

export function BoxPanel(props: OfBox) {
  const { t, now, box } = props;
  const words = t.packing;
  const by = box.sealedAt === null ? '' : words.sealedBy(box.sealedBy ?? '', momentText(t, box.sealedAt, now));
  const note = [box.code, box.seal === null ? '' : words.sealedWith(box.seal), by];
  const said = note.filter((part) => part !== '').join(clauseComma(t));
  return (
    <Panel title={words.contents(box.position)} note={said} padded={false} id="box">
      {box.contents.length === 0 ? <p class="body muted">{words.contentsEmpty}</p> : <Contents {...props} />}
      {props.can.pack && <BoxActs {...props} />}
    </Panel>
  );
}

function Contents(props: OfBox) {
  const { t, view, packing, box, can, formKey } = props;
  const words = t.packing;
  const { number } = view.record.document;
  const head = (
    <>
      <Head>{words.item}</Head>
      <Head>{words.lot}</Head>
      <Head>{words.expiry}</Head>
      <Head num>{words.quantity}</Head>
      <Head>
        <span class="visually-hidden">{words.take}</span>
      </Head>
    </>
  );
  return (
    <Table caption={words.contents(box.position)} head={head} stacks>
      {box.contents.map(({ lineId, quantityBase }) => {
        const line = packing.lines.find((one) => one.lineId === lineId);
        if (line === undefined) return null;
        return (
          <tr>
            <td class="span-6">
              <Item name={line.item} detail={line.strength} />
            </td>
            <td class="span-2 code">{line.lot}</td>
            <td class="span-2">{line.expiresOn}</td>
            <td class="span-2 num">
              <Quantity t={t} quantityBase={quantityBase} shape={line.shape} />
            </td>
            <td class="span-6">
              {can.pack && !box.sealed && (
                <form method="post" action={paths.boxAct(number, box.position, 'taking')}>
                  <HiddenKey value={formKey()} />
                  <Hidden name="lineId" value={lineId} />
                  <Button small kind="plain" icon="i-undo">
                    {words.take}
                    <span class="visually-hidden"> {line.item}</span>
                  </Button>
                </form>
              )}
            </td>
          </tr>
        );
      })}
    </Table>
  );
}

function BoxActs(props: OfBox) {
  const { t, view, packing, box, form: back, formKey } = props;
  const words = t.packing;
  const { number } = view.record.document;
  const act = (name: 'opening' | 'removal') => paths.boxAct(number, box.position, name);
  if (box.sealed || box.contents.length === 0) {
    return (
      <form class="body" method="post" action={act(box.sealed ? 'opening' : 'removal')}>
        <HiddenKey value={formKey()} />
        <Buttons>
          <Button>{box.sealed ? words.unseal : words.remove}</Button>
        </Buttons>
      </form>
    );
  }
  const done = packing.lines.every((line) => leftOf(line) === 0);
  return (
    <form class="form" method="post" action={paths.boxAct(number, box.position, 'sealing')}>
      <HiddenKey value={formKey()} />
      <TextField
        form={formOf(back, 'sealing')}
        name="seal"
        label={words.sealLabel}
        maxlength={40}
        autocomplete="off"
        {...(view.controlled ? { required: true, hint: words.sealMust } : { note: words.sealHint })}
      />
      <SubmitBar consequence={words.sealConsequence}>
        <Button {...(done && { kind: 'primary' as const })}>{words.sealButton}</Button>
      </SubmitBar>
    </form>
  );
}
