-- A database per service, owned by a role that is no superuser.
CREATE ROLE neighborbid LOGIN PASSWORD 'neighborbid';
CREATE DATABASE nb_user OWNER neighborbid;
CREATE DATABASE nb_wallet OWNER neighborbid;
CREATE DATABASE nb_auction OWNER neighborbid;
