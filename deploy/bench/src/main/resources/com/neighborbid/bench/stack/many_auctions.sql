-- Auctions from one id to another, of an id range that ends with the newest: a year's worth, most of
-- them over. The log knows none of them and no partition is theirs, so the engine leaves them alone.
-- Parameters: first id of all, number of all, from, to.
with range as (
  select ?::int8 as first, ?::float8 as total
), region_codes as (
  select array_agg(code order by code) filter (where code ~ '^(seoul|gyeonggi)') as crowded,
         array_agg(code order by code) filter (where code !~ '^(seoul|gyeonggi)') as others
  from region
), goods as (
  select array_agg(category order by place) as categories, array_agg(ko order by place) as ko,
         array_agg(en order by place) as en, count(*) as size
  from (values
    (1, 'digital', '아이폰', 'iPhone'), (2, 'digital', '갤럭시 탭', 'Galaxy tablet'), (3, 'furniture', '원목 책상', 'wooden desk'),
    (4, 'sports', '자전거', 'bicycle'), (5, 'kids', '유모차', 'stroller'), (6, 'fashion', '겨울 패딩', 'winter coat'),
    (7, 'appliances', '공기청정기', 'air purifier'), (8, 'hobby', '기타', 'acoustic guitar'), (9, 'books', '영어 소설책', 'English novels'),
    (10, 'kitchen', '에스프레소 머신', 'espresso machine'), (11, 'digital', '노트북', 'laptop'), (12, 'furniture', '책장', 'bookshelf'),
    (13, 'sports', '캠핑 텐트', 'camping tent'), (14, 'kids', '아기 침대', 'baby crib'), (15, 'fashion', '가죽 가방', 'leather bag'),
    (16, 'appliances', '로봇 청소기', 'robot vacuum'), (17, 'hobby', '보드게임', 'board game'), (18, 'books', '만화책 전집', 'comic book set'),
    (19, 'kitchen', '무쇠 냄비', 'cast iron pot'), (20, 'plants', '몬스테라', 'monstera plant'), (21, 'pets', '고양이 캣타워', 'cat tower'),
    (22, 'beauty', '헤어 드라이어', 'hair dryer'), (23, 'collectibles', '우표 앨범', 'stamp album'), (24, 'digital', '카메라 렌즈', 'camera lens'),
    (25, 'furniture', '소파', 'sofa'), (26, 'sports', '등산화', 'hiking boots'), (27, 'kids', '레고 블록', 'Lego bricks'),
    (28, 'fashion', '운동화', 'sneakers'), (29, 'appliances', '전자레인지', 'microwave oven'), (30, 'hobby', '플레이스테이션', 'PlayStation console'),
    (31, 'books', '요리책', 'cookbook'), (32, 'kitchen', '도자기 그릇', 'ceramic bowls'), (33, 'plants', '다육식물', 'succulents'),
    (34, 'pets', '강아지 옷', 'dog clothes'), (35, 'beauty', '향수', 'perfume'), (36, 'collectibles', '피규어', 'action figure'),
    (37, 'digital', '블루투스 이어폰', 'wireless earbuds'), (38, 'furniture', '식탁 의자', 'dining chairs'), (39, 'sports', '골프채', 'golf clubs'),
    (40, 'other', '이사 상자', 'moving boxes'), (41, 'appliances', '김치냉장고', 'kimchi refrigerator'), (42, 'hobby', '바이올린', 'violin'),
    (43, 'fashion', '한복', 'hanbok dress'), (44, 'collectibles', '옛날 동전', 'old coins'), (45, 'other', '공구 세트', 'tool set')
  ) as thing (place, category, ko, en)
), words as (
  select
    array['깨끗한', '거의 새것 같은', '미개봉', '상태 좋은', '정품', '빈티지', '급매', '소형', '대형', '한정판'] as ko,
    array['Clean', 'Almost new', 'Unopened', 'Well kept', 'Genuine', 'Vintage', 'Urgent:', 'Small', 'Large', 'Limited'] as en,
    array['팝니다', '판매합니다', '내놓습니다', '경매합니다', '가져가세요'] as ko_end,
    array['for sale', 'must go', 'to a good home', 'at auction', 'pick up only'] as en_end,
    array['작년에 사서 몇 번 안 썼습니다.', '이사 가면서 정리합니다.', '흠집이 조금 있지만 튼튼합니다.', '택배도 가능합니다.',
      '지하철역 앞에서 직거래해요.', '박스와 설명서 모두 있습니다.', '아이가 커서 내놓아요.', '선물로 받았는데 필요가 없네요.',
      '반려동물 없는 집에서 사용했습니다.', '환불은 어렵습니다.', '궁금한 점은 댓글로 물어보세요.', '사진은 실물 그대로입니다.'] as ko_more,
    array['Bought last year and hardly used.', 'We are moving and cannot take it along.', 'A few scratches, otherwise sturdy.',
      'Can be shipped by parcel.', 'Meet me at the subway station.', 'Comes with box and manual.', 'Our child has grown out of it.',
      'It was a present we do not need.', 'From a home without pets or smoke.', 'No returns, please.', 'Ask me anything in the comments.',
      'The pictures show what you get.'] as en_more
), dice as materialized (
  select id, (id - first) / total as age, random() as thing, random() as place, random() as reach, random() as price,
         random() as state, random() as part, random() as ending, random() as bids, random() as seller, random() as leader, random() as language,
         random() as adjective, random() as model, random() as one, random() as two, random() as three, random() as condition
  from range, generate_series(?::int8, ?::int8) as id
), picked as materialized (
  select d.*,
    1 + floor(size * d.thing * d.thing)::int as good,
    case when d.state < 0.02 + greatest(0, 2 * (d.age - 0.7)) then d.part else 2 end as open,
    now() - (1 - d.age) * interval '365 days' - interval '1 hour' as opened_at,
    (1000 * floor(exp(8 * d.price)))::int8 as start_price,
    case when d.model < 0.4 then ' ' || chr((65 + d.id % 26)::int) || (100 + floor(20000 * d.model)::int) else '' end as number,
    array['NEW', 'USED_S', 'USED_A', 'USED_A', 'USED_B', 'USED_B', 'USED_C'] as conditions,
    case when d.place < 0.45 then crowded[1 + floor(cardinality(crowded) * d.place / 0.45)::int]
         else others[1 + floor(cardinality(others) * (d.place - 0.45) / 0.55)::int] end as region_code
  from dice d, goods, region_codes
), made as materialized (
  select p.id, p.opened_at, p.start_price, p.open,
    2000000 + floor(20000 * p.seller * p.seller)::int8 as seller_id,
    2000000 + floor(50000 * p.leader)::int8 as leader_id,
    case when p.reach < 0.4 then 'NATIONAL' else 'NEIGHBORHOOD' end as reach,
    case when p.reach >= 0.2 then p.region_code end as region,
    categories[p.good] as category,
    conditions[1 + floor(7 * p.condition)::int] as item_condition,
    -- 2: over; else of the open ones a sixth has not begun
    case when p.open < 0.16 then 0 else floor(60 * p.bids * p.bids * p.bids * p.bids)::int8 end as bid_count,
    case when p.open = 2 then least(p.opened_at + p.ending * interval '14 days', now() - interval '1 minute')
         else now() + interval '6 hours' + p.ending * interval '14 days' end as ends_at,
    p.open = 2 as ended,
    p.open >= 0.16 as started,
    case
      when p.language < 0.55 then w.ko[1 + floor(10 * p.adjective)::int] || ' ' || g.ko[p.good] || p.number || ' ' || w.ko_end[1 + floor(5 * p.one)::int]
      when p.language < 0.75 then w.en[1 + floor(10 * p.adjective)::int] || ' ' || g.en[p.good] || p.number || ' ' || w.en_end[1 + floor(5 * p.one)::int]
      else w.ko[1 + floor(10 * p.adjective)::int] || ' ' || g.ko[p.good] || ' ' || g.en[p.good] || p.number
    end as title,
    case
      when p.language < 0.55 then g.ko[p.good] || '를 정리합니다. ' || w.ko_more[1 + floor(12 * p.one)::int] || ' ' || w.ko_more[1 + floor(12 * p.two)::int] || ' ' || w.ko_more[1 + floor(12 * p.three)::int]
      when p.language < 0.75 then 'A ' || g.en[p.good] || ' of mine. ' || w.en_more[1 + floor(12 * p.one)::int] || ' ' || w.en_more[1 + floor(12 * p.two)::int] || ' ' || w.en_more[1 + floor(12 * p.three)::int]
      else w.ko_more[1 + floor(12 * p.one)::int] || ' ' || w.en_more[1 + floor(12 * p.two)::int] || ' ' || g.ko[p.good] || ' / ' || g.en[p.good]
    end as description
  from picked p, goods g, words w
), priced as materialized (
  select m.*,
    case when m.bid_count = 0 then 0 else m.start_price + 1000 * m.bid_count * greatest(1, m.start_price / 25000) end as price
  from made m
), listings as (
  insert into listing (auction_id, version, seller_id, title, description, category, region, item_condition,
    shipping_payer, hash, created_at)
  select id, 1, seller_id, title, description, category, region, item_condition, 'BUYER', md5(title), opened_at
  from priced
)
insert into auction (id, log_partition, rules_version, listing_version, seller_id, reach, start_price, bid_unit,
  starts_at, ends_at, soft_close_ms, opened_at, started, ended, price, leader_id, leader_max, leader_bid, bid_count,
  seq, event_index, winner_id, ended_by, ended_at, cancelled)
select id, -1, 1, 1, seller_id, reach, start_price, 1000,
  case when started then opened_at else now() + interval '3 hours' end, ends_at, 60000, opened_at, started, ended,
  price, case when bid_count > 0 then leader_id end, price, case when bid_count > 0 then gen_random_uuid() end,
  bid_count, bid_count + 2, 0, case when ended and bid_count > 0 then leader_id end,
  case when ended then 'TIME' end, case when ended then ends_at end, ended and bid_count = 0 and id % 8 = 0
from priced
