/** Boxes of a stop at the hand-over: ticked when scanned, the missing ones named, those of other stops turned away. */
import type { AboardBox } from '../../src/packing/box-queries.ts';
import { boxName } from '../../src/packing/rules.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { errorOf, FieldError, fieldId, TextField, valuesOf } from '../ui/field.tsx';
import { ScanField } from '../ui/scan.tsx';
import { Tag } from '../ui/status.tsx';

interface StopBoxesProps {
  t: Words;
  form: FormState;
  stopId: number;
  /** All boxes of the round: a label of another stop is told where it goes. */
  boxes: readonly AboardBox[];
  /** What the last scan without scripts meant. */
  scanned?: string | undefined;
}

export function StopBoxes({ t, form, stopId, boxes, scanned }: StopBoxesProps) {
  const words = t.packing.hand;
  const here = boxes.filter((box) => box.stopId === stopId);
  if (here.length === 0) return null;
  return (
    <fieldset
      class="field box-ticks"
      id={fieldId('box', form.scope)}
      data-boxes={stopId}
      data-unknown={words.unknown}
      data-all={words.all}
    >
      <legend>
        {words.title(here.length)} <small>{words.tick}</small>
      </legend>
      <ScanField t={t} label={words.scan} button={words.scan} focused={false} send={{ name: 'find', value: '1' }} />
      <p class="scan-said" role="status" data-box-said="yes">
        {scanned ?? ''}
      </p>
      <div class="choices">
        {here.map((box) => (
          <BoxTick t={t} form={form} box={box} />
        ))}
      </div>
      <FieldError name="box" error={errorOf(form, 'box')} scope={form.scope} />
      {boxes
        .filter((box) => box.stopId !== stopId)
        .map((box) => (
          <span hidden data-other-code={box.code} data-said={words.other(boxName(box), box.place)} />
        ))}
      <Without t={t} form={form} />
    </fieldset>
  );
}

function BoxTick({ t, form, box }: { t: Words; form: FormState; box: AboardBox }) {
  const words = t.packing.hand;
  const name = boxName(box);
  return (
    <label>
      <input
        type="checkbox"
        name="box"
        value={String(box.id)}
        checked={valuesOf(form, 'box').includes(String(box.id))}
        data-code={box.code}
        data-said={words.ticked(name)}
        data-twice={words.twice(name)}
      />
      <span>
        <b>{name}</b>
        <small>
          <span class="code">{box.code}</span> {box.seal !== null && t.packing.sealedWith(box.seal)}
        </small>
      </span>
      {box.left && <Tag icon="i-info">{t.packing.loading.left}</Tag>}
      {box.cold && <Tag icon="i-snow">{t.packing.cold}</Tag>}
    </label>
  );
}

/** Open once boxes were found missing; folded before, so that they can be named where no network answers. */
function Without({ t, form }: { t: Words; form: FormState }) {
  const words = t.packing.hand;
  const missing = errorOf(form, 'without');
  const chosen = valuesOf(form, 'without').length > 0;
  return (
    <details class="fold" open={missing !== undefined || chosen || errorOf(form, 'reason') !== undefined}>
      <summary class="button small">{words.some}</summary>
      <div class="choices">
        <label>
          <input
            type="checkbox"
            id={fieldId('without', form.scope)}
            name="without"
            value="1"
            checked={chosen}
            aria-invalid={missing ? 'true' : undefined}
          />
          <span>
            <b>{words.without}</b>
            {missing && <small>{missing}</small>}
          </span>
        </label>
      </div>
      <TextField form={form} name="reason" label={words.why} maxlength={200} />
    </details>
  );
}
