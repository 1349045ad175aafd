import { quotationSums, type Quotation, type QuotationContent, type QuotationItem } from '@pledge/contracts';
import { fromLocalInput, instant, problemText, toLocalInput } from '@pledge/web';
import { useMutation } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saveQuotation } from '../api/quotations.js';
import { replaced } from '../changes/plan-content.js';
import { RowList } from '../changes/row-list.js';
import { Choices, Field, FormError } from '../common/field.js';
import { TimeInput } from '../common/time-input.js';

const KINDS = ['parts', 'labour', 'travel'] as const;
const RULES = ['single-service', 'contract', 'upgrade'] as const;
const OCCASIONS = ['expired', 'out-of-scope', 'extra', 'upgrade'] as const;
const EMPTY: QuotationItem = { kind: 'parts', description: '', quantity: '1', unit: '', unitPrice: '0' };
const MONEY = /^\d{1,9}(\.\d{1,2})?$/;
const QUANTITY = /^\d{1,9}(\.\d{1,3})?$/;

/** The quotation being written, with its sums as they are typed. Saving a frozen one makes its answer void, and says so before. */
export function QuotationEditor(props: {
  readonly quotation: Quotation;
  readonly onSaved: () => void;
  readonly onCancel: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { quotation } = props;
  const [content, setContent] = useState(quotation.content);
  const validAt = instant(quotation.content.validUntil);
  const [until, setUntil] = useState(validAt === null ? '' : toLocalInput(validAt));
  const set = (part: Partial<QuotationContent>): void => setContent({ ...content, ...part });
  const whole = { ...content, validUntil: fromLocalInput(until) || null };
  const sums = quotationSums(
    content.items,
    quotation.discounts.filter((one) => one.priceRule === content.priceRule),
  );
  const wrong = content.items.some((item) => !MONEY.test(item.unitPrice) || !QUANTITY.test(item.quantity));
  const save = useMutation({
    mutationFn: () => saveQuotation(quotation.id, quotation.revision, whole),
    onSuccess: props.onSaved,
  });
  const line = (
    label: string,
    value: string,
    onChange: (value: string) => void,
    rest: { readonly max: number; readonly required?: boolean; readonly error?: string },
  ): React.JSX.Element => (
    <Field label={label} required={rest.required ?? false} error={rest.error}>
      {(control) => (
        <Input {...control} maxLength={rest.max} value={value} onChange={(event) => onChange(event.target.value)} />
      )}
    </Field>
  );
  const area = (part: 'scope' | 'terms', required: boolean): React.JSX.Element => (
    <Field label={t(`quotation.${part}`)} required={required}>
      {(control) => (
        <Input.TextArea
          {...control}
          autoSize={{ minRows: 2, maxRows: 12 }}
          maxLength={4000}
          value={content[part]}
          onChange={(event) => set({ [part]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <form
      className="form plan-editor"
      onSubmit={(event) => {
        event.preventDefault();
        if (!wrong) save.mutate();
      }}
    >
      {quotation.version !== null && (
        <p className="outcome" role="note">
          {t('quotation.editVoids', { version: quotation.version })}
        </p>
      )}
      {line(t('quotation.name'), content.title, (title) => set({ title }), { max: 200, required: true })}
      <Choices
        label={t('quotation.occasion')}
        required
        value={content.occasion}
        options={OCCASIONS.map((value) => ({ value, label: t(`quotation.occasions.${value}`) }))}
        onChange={(occasion) => set({ occasion })}
      />
      <Choices
        label={t('quotation.rule')}
        required
        value={content.priceRule}
        options={RULES.map((value) => ({ value, label: t(`quotation.rules.${value}`) }))}
        onChange={(priceRule) => set({ priceRule })}
      />
      {area('scope', true)}
      <RowList
        title={t('quotation.items')}
        addLabel={t('quotation.addItem')}
        rows={content.items}
        empty={EMPTY}
        onChange={(items) => set({ items })}
      >
        {(item, index) => {
          const put = (part: Partial<QuotationItem>): void =>
            set({ items: replaced(content.items, index, { ...item, ...part }) });
          return (
            <>
              <div className="form-row">
                <Field label={t('quotation.kind')} required>
                  {(control) => (
                    <Select
                      id={control.id}
                      value={item.kind}
                      options={KINDS.map((value) => ({ value, label: t(`quotation.kinds.${value}`) }))}
                      onChange={(kind) => put({ kind })}
                    />
                  )}
                </Field>
                {line(t('quotation.description'), item.description, (description) => put({ description }), {
                  max: 300,
                  required: true,
                })}
              </div>
              <div className="form-row">
                {line(t('quotation.quantity'), item.quantity, (quantity) => put({ quantity: quantity.trim() }), {
                  max: 13,
                  required: true,
                  error: QUANTITY.test(item.quantity) ? '' : t('quotation.badQuantity'),
                })}
                {line(t('quotation.unit'), item.unit, (unit) => put({ unit }), { max: 20 })}
                {line(t('quotation.unitPrice'), item.unitPrice, (unitPrice) => put({ unitPrice: unitPrice.trim() }), {
                  max: 12,
                  required: true,
                  error: MONEY.test(item.unitPrice) ? '' : t('quotation.badPrice'),
                })}
              </div>
              <p className="soft num">
                {t('quotation.line', { percent: sums.lines[index]?.percent ?? '0', net: sums.lines[index]?.net ?? '' })}
              </p>
            </>
          );
        }}
      </RowList>
      <p className="num" role="status">
        {t('quotation.before', { gross: sums.gross, discount: sums.discount })} ·{' '}
        <strong>{t('quotation.total', { total: sums.total })}</strong>
      </p>
      {area('terms', false)}
      <Field label={t('quotation.validUntil')} required>
        {(control) => <TimeInput control={control} value={until} onChange={setUntil} />}
      </Field>
      <FormError>{save.isError ? problemText(save.error, t) : ''}</FormError>
      <div className="thumb-bar">
        <Button type="primary" size="large" htmlType="submit" disabled={wrong} loading={save.isPending}>
          {t(quotation.version === null ? 'plan.save' : 'plan.saveNew')}
        </Button>
        <Button size="large" onClick={props.onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
