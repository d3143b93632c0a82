-- A region's code is a path: a parent is a prefix of its children.
create table region (
  code    text primary key check (code ~ '^[a-z0-9-]+(/[a-z0-9-]+){0,2}$'),
  name_ko text not null,
  name_en text not null
);

create table category (
  slug     text primary key check (slug ~ '^[a-z0-9-]+$'),
  name_ko  text not null,
  name_en  text not null,
  position int  not null unique
);

insert into region (code, name_ko, name_en) values
  ('seoul', '서울특별시', 'Seoul'),
  ('seoul/gangnam-gu', '강남구', 'Gangnam-gu'),
  ('seoul/mapo-gu', '마포구', 'Mapo-gu'),
  ('seoul/mapo-gu/yeonnam-dong', '연남동', 'Yeonnam-dong'),
  ('seoul/mapo-gu/seogyo-dong', '서교동', 'Seogyo-dong'),
  ('seoul/seongdong-gu', '성동구', 'Seongdong-gu'),
  ('seoul/songpa-gu', '송파구', 'Songpa-gu'),
  ('busan', '부산광역시', 'Busan'),
  ('busan/haeundae-gu', '해운대구', 'Haeundae-gu'),
  ('daegu', '대구광역시', 'Daegu'),
  ('incheon', '인천광역시', 'Incheon'),
  ('gwangju', '광주광역시', 'Gwangju'),
  ('daejeon', '대전광역시', 'Daejeon'),
  ('ulsan', '울산광역시', 'Ulsan'),
  ('sejong', '세종특별자치시', 'Sejong'),
  ('gyeonggi', '경기도', 'Gyeonggi-do'),
  ('gyeonggi/suwon-si', '수원시', 'Suwon-si'),
  ('gyeonggi/seongnam-si', '성남시', 'Seongnam-si'),
  ('gangwon', '강원특별자치도', 'Gangwon-do'),
  ('chungbuk', '충청북도', 'Chungcheongbuk-do'),
  ('chungnam', '충청남도', 'Chungcheongnam-do'),
  ('jeonbuk', '전북특별자치도', 'Jeonbuk-do'),
  ('jeonnam', '전라남도', 'Jeollanam-do'),
  ('gyeongbuk', '경상북도', 'Gyeongsangbuk-do'),
  ('gyeongnam', '경상남도', 'Gyeongsangnam-do'),
  ('jeju', '제주특별자치도', 'Jeju-do');

insert into category (slug, name_ko, name_en, position) values
  ('digital', '디지털기기', 'Electronics', 1),
  ('appliances', '생활가전', 'Home appliances', 2),
  ('furniture', '가구/인테리어', 'Furniture', 3),
  ('kitchen', '주방', 'Kitchen', 4),
  ('kids', '유아동', 'Kids', 5),
  ('fashion', '의류/잡화', 'Fashion', 6),
  ('beauty', '뷰티/미용', 'Beauty', 7),
  ('sports', '스포츠/레저', 'Sports and outdoor', 8),
  ('hobby', '취미/게임/음반', 'Hobby, games, music', 9),
  ('books', '도서', 'Books', 10),
  ('plants', '식물', 'Plants', 11),
  ('pets', '반려동물용품', 'Pet supplies', 12),
  ('collectibles', '수집품', 'Collectibles', 13),
  ('other', '기타', 'Other', 14);
