import type { Quotation } from '@pledge/contracts';
import { formatInstant, useNow } from '@pledge/web';
import { useTranslation } from 'react-i18next';

/** The quotation to be read, in the order of the paper. */
export function QuotationView({ quotation }: { readonly quotation: Quotation }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const { content, amounts } = quotation;
  const empty = <span className="soft">{t('plan.empty')}</span>;
  return (
    <div className="subject-paper">
      <section>
        <h3>{t('quotation.occasion')}</h3>
        <p>
          {t(`quotation.occasions.${content.occasion}`)} · {t(`quotation.rules.${content.priceRule}`)}
        </p>
      </section>
      <section>
        <h3>{t('quotation.scope')}</h3>
        <p className="plan-text">{content.scope || empty}</p>
      </section>
      <section>
        <h3>{t('quotation.items')}</h3>
        {content.items.length === 0 && <p>{empty}</p>}
        {content.items.length > 0 && (
          <table className="work-table quotation-items">
            <thead>
              <tr>
                <th>{t('quotation.description')}</th>
                <th>{t('quotation.quantity')}</th>
                <th>{t('quotation.unitPrice')}</th>
                <th>{t('quotation.off')}</th>
                <th>{t('quotation.net')}</th>
              </tr>
            </thead>
            <tbody>
              {content.items.map((item, index) => (
                <tr key={`${String(index)}-${item.description}`}>
                  <td className="cell-title">
                    <span className="soft">{t(`quotation.kinds.${item.kind}`)}</span> {item.description}
                  </td>
                  <td className="num" data-label={t('quotation.quantity')}>
                    {item.quantity} {item.unit}
                  </td>
                  <td className="num" data-label={t('quotation.unitPrice')}>
                    {item.unitPrice}
                  </td>
                  <td className="num" data-label={t('quotation.off')}>
                    {amounts.lines[index]?.percent}%
                  </td>
                  <td className="num" data-label={t('quotation.net')}>
                    {amounts.lines[index]?.net}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <p className="num">
          {amounts.discount !== '0.00' && `${t('quotation.before', amounts)} · `}
          <strong>{t('quotation.total', amounts)}</strong>
        </p>
      </section>
      <section>
        <h3>{t('quotation.terms')}</h3>
        <p className="plan-text">{content.terms || empty}</p>
      </section>
      <section>
        <h3>{t('quotation.validUntil')}</h3>
        <p className="num">
          {content.validUntil === null ? empty : formatInstant(content.validUntil, i18n.language, now)}
        </p>
      </section>
    </div>
  );
}
