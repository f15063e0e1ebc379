-- GST output codes (PINT-SG list Aligned-TaxCategoryCodes, release 1.4.1) and rates by date. The law is data: a new
-- rate is a new row with the day from which it holds.

create table gst_codes (
  gst_code text primary key,
  title text not null,
  description text not null,
  is_common boolean not null,
  display_order integer not null
);
comment on table gst_codes is 'dist:reference GST category codes of supplies.';

create table gst_rates (
  gst_code text not null references gst_codes,
  from_date date not null,
  gst_rate_bp integer not null check (gst_rate_bp between 0 and 10000),
  primary key (gst_code, from_date)
);
comment on table gst_rates is 'dist:reference The rate of each code from a day on, in basis points; looked up by tax point.';

insert into gst_codes (gst_code, title, description, is_common, display_order) values
  ('SR', 'Standard-rated', 'Local supply at the standard rate.', true, 1),
  ('ZR', 'Zero-rated', 'Export of goods or international service.', true, 2),
  ('ES33', 'Exempt (reg 33)', 'Exempt supply listed in regulation 33, such as interest and sale of residential property.', true, 3),
  ('ESN33', 'Exempt (other)', 'Exempt supply not listed in regulation 33.', false, 4),
  ('OS', 'Out of scope', 'Supply outside the scope of GST, such as a sale made outside Singapore.', true, 5),
  ('DS', 'Deemed supply', 'Deemed supply, such as a gift of goods.', false, 6),
  ('SRCA-S', 'Customer accounting', 'Prescribed goods above $10,000 to a GST-registered customer, who accounts for the GST.', false, 7),
  ('SRCA-C', 'Customer accounting, by the customer', 'GST that the customer accounts for on the supplier''s behalf.', false, 8),
  ('SRRC', 'Reverse charge', 'Imported services and low-value goods under reverse charge.', false, 9),
  ('SROVR-RS', 'Remote services (marketplace)', 'Remote services accounted for by an electronic marketplace.', false, 10),
  ('SROVR-LVG', 'Low-value goods (marketplace)', 'Low-value goods accounted for by a marketplace or redeliverer.', false, 11),
  ('SRLVG', 'Low-value goods', 'Own supply of imported low-value goods.', false, 12),
  ('NA', 'GST not charged', 'Taxable, but GST need not be charged, such as under the gross margin scheme.', false, 13),
  ('NG', 'Seller not registered', 'The seller is not registered for GST; the whole document carries no GST.', false, 14);

-- Standard rates since GST began (1 April 1994); every other code charges nothing.
insert into gst_rates (gst_code, from_date, gst_rate_bp)
select gst_code, from_date, gst_rate_bp
from (values ('SR'), ('DS'), ('SRCA-C'), ('SRRC'), ('SROVR-RS'), ('SROVR-LVG'), ('SRLVG')) as c (gst_code)
cross join (values
  (date '1994-04-01', 300),
  (date '2003-01-01', 400),
  (date '2004-01-01', 500),
  (date '2007-07-01', 700),
  (date '2023-01-01', 800),
  (date '2024-01-01', 900)
) as r (from_date, gst_rate_bp);

insert into gst_rates (gst_code, from_date, gst_rate_bp)
select gst_code, date '1994-04-01', 0 from gst_codes
where gst_code in ('ZR', 'ES33', 'ESN33', 'OS', 'SRCA-S', 'NA', 'NG');

grant select on gst_codes, gst_rates to app_user;
