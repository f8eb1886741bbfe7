create table trial(id int primary key);
