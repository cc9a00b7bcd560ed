"""Dates and ranges are read as they are written, and nothing else is taken for one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice, pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from patience import within

from profilelint.language.dates import Date, Precision, Range, read_dates, read_ranges
from profilelint.language.months import ENGLISH, LANGUAGES, NUMBERS, misspelling

# Each date stands between « and »; its value follows, as precise as it is.
DATES = """
KDD «'39» 2039
KDD «'40» 1940
«2099年1月2日» 2099-01-02
«11/12/2021» 2021
«12/12/2021» 2021-12-12
«12/13/2021» 2021-12-13
«13/12/2021» 2021-12-13
«1909-10» 1909
«2010-01» 2010-01
«2010-12» 2010-12
«2019»–19 2019
.«2019» in Lund 2019
May 007th «2021» 2021
May 32nd, «2021» 2021
«May 31st, 2021» 2021-05-31
September 26–10, «2021» 2021
«May 2023» – «2022» report published 2023-05 2022
«2023» 2023
In «1998», he moved. 1998
(«2021») 2021
«2021», «2023» and «2024» 2021 2023 2024
CVPR «2020» 2020
NeurIPS, «2021». 2021
since «2020» 2020
Best Paper Award «2019» 2019
Year:«2021» 2021
the («2018»). 2018
“«2016»” 2016
on «Oct. 3, 2019»: a talk 2019-10-03
«Sept. 2021» 2021-09
«September 2021» 2021-09
«Sep 2021» 2021-09
«Sept, 2021» 2021-09
«Sept., 2021» 2021-09
«SEPT 2021» 2021-09
«september 2021» 2021-09
«Sept.2021» 2021-09
«Sept2021» 2021-09
«Sep-2021» 2021-09
«Sep/2021» 2021-09
«Sep'2021» 2021-09
«Sep '2021» 2021-09
«September of 2021» 2021-09
«January. 2024» 2024-01
«May 2020», Lund 2020-05
in «June 2022» we met 2022-06
«Febr. 2020» 2020-02
«2021 Sept» 2021-09
«2021-Sep» 2021-09
«2021.9» 2021-09
«2021.09» 2021-09
«2021.12» 2021-12
[«2022.05»] One paper 2022-05
*«2022.1»*: One paper 2022-01
«2021/9» 2021-09
«2021/09» 2021-09
«2021-09» 2021-09
«09/2021» 2021-09
«9/2021» 2021-09
«09.2021» 2021-09
«09-2021» 2021-09
«2021-09-10» 2021-09-10
«2021-9-3» 2021-09-03
«2021/09/10» 2021-09-10
«2021.09.10» 2021-09-10
«2021.9.1» 2021-09-01
«2021-09-10»T10:30:00Z 2021-09-10
«2021-09-10» 10:30:00 +0100 2021-09-10
«25/12/2021» 2021-12-25
«12/25/2021» 2021-12-25
«25.12.2021» 2021-12-25
«25-12-2021» 2021-12-25
«05/05/2021» 2021-05-05
«03/04/2021» 2021
«03.04.2021» 2021
«1/2/2020» 2020
«September 10, 2023» 2023-09-10
«September 10 2023» 2023-09-10
«Sept. 10, 2023» 2023-09-10
«September 10th, 2023» 2023-09-10
«Sep 3rd 2023» 2023-09-03
«Sept. 10. 2023» 2023-09-10
«June 30th, 2020» 2020-06-30
«May 12,2021» 2021-05-12
«10 September 2023» 2023-09-10
«10th September 2023» 2023-09-10
«1st of May 2023» 2023-05-01
«10. September 2023» 2023-09-10
«10-Sep-2023» 2023-09-10
«10/Sep/2023» 2023-09-10
Monday, «10 Sept 2023», 9 am 2023-09-10
Sat, «10 Sept 2023» 2023-09-10
«24, May, 2023» 2023-05-24
«2023 September 10» 2023-09-10
«2023-Sep-10» 2023-09-10
BSc «2020», «May 2021» MSc 2020 2021-05
«Spring 2024» 2024
«Fall, 2023» 2023
«Winter 2022» term 2022
Fall/«Winter 2022» 2022
«2021年» 2021
«2021年9月» 2021-09
«2021 年 9 月» 2021-09
«2021年09月10日» 2021-09-10
于«2021年9月»加入 2021-09
自«2020年»起 2020
«2021년 9월» 2021-09
«2021년 9월 10일» 2021-09-10
«2021年9月份» 2021-09
«März 2024» 2024-03
«3. März 2024» 2024-03-03
«Jänner 2024» 2024-01
«Mai 2024» 2024-05
«Dez. 2024» 2024-12
«Okt 2024» 2024-10
«1 juillet 2022» 2022-07-01
«août 2022» 2022-08
«févr. 2022» 2022-02
«DÉCEMBRE 2022» 2022-12
«12 de octubre de 2023» 2023-10-12
«enero de 2023» 2023-01
«Septiembre, 2023» 2023-09
«setiembre del 2023» 2023-09
«settembre 2023» 2023-09
«1 maggio 2023» 2023-05-01
«set. 2023» 2023-09
«março de 2021» 2021-03
«out/2021» 2021-10
«janeiro de 2021» 2021-01
«maart 2021» 2021-03
«5 augustus 2021» 2021-08-05
«10 września 2021» 2021-09-10
«5 října 2021» 2021-10-05
«12 мая 2021» 2021-05-12
«сентябрь 2021» 2021-09
«Ağustos 2021» 2021-08
«3 desember 2021» 2021-12-03
«Febrary 2025» 2025-02
«Febrary. 2025» 2025-02
«Septmber 10, 2023» 2023-09-10
«3 Ocotber 2019» 2019-10-03
«Dece 2023» 2023-12
«Augu.2023» 2023-08
updated «April 2025») 2025-04
«2024.7»: Our paper 2024-07
Lecturer,«2019» 2019
«2010-11» 2010
«2024-02-29» 2024-02-29
«'23» 2023
«’23» 2023
in «'98» 1998
class of «'19» 2019
SIGCOMM«'25» 2025
HotNets «’23» 2023
NeurIPS«'23», ICML«'22» 2023 2022
Submitted to SigComm«'25» 2025
(KDD«'21») 2021
«May '23» 2023-05
«Sep'21» 2021-09
«Sept. ’21» 2021-09
«Spring '22» 2022
«June 5, '22» 2022-06-05
«AY 2023» 2023
«Academic year 2022» 2022
«autumn 2020» 2020
«Herbst 2021» 2021
«printemps 2019» 2019
«otoño 2022» 2022
in the «summer of 2018», not 2018
«Summer, 2018» 2018
«June, 2018» 2018-06
«JUNE 2018» 2018-06
«Jun.2018» 2018-06
«Jun/2018» 2018-06
«Jun-2018» 2018-06
«2018 Jun» 2018-06
«2018/6» 2018-06
«6/2018» 2018-06
«6.2018» 2018-06
«06-2018» 2018-06
«2018年6月5日» 2018-06-05
«2018年6月5号» 2018-06-05
«2018 年» 2018
«2018년» 2018
«2018년 6월» 2018-06
«5 June, 2018» 2018-06-05
«5th of June, 2018» 2018-06-05
«June 5th 2018» 2018-06-05
«Jun 5th, 2018» 2018-06-05
«June 5, 2018» 2018-06-05
«Tue» not, but «June 5, 2018» 2018-06-05
Tuesday, «June 5, 2018», 3 pm 2018-06-05
«2018-06-05» 12:00 2018-06-05
«2018-06-05»T12:00 2018-06-05
«2018.6.5» 2018-06-05
«2018.06.05» 2018-06-05
«2018/6/5» 2018-06-05
«13/06/2018» 2018-06-13
«06/13/2018» 2018-06-13
«13.06.2018» 2018-06-13
«13-06-2018» 2018-06-13
«06/06/2018» 2018-06-06
«06/07/2018» 2018
«7 juin 2018» 2018-06-07
«juin 2018» 2018-06
le «1er juin 2018» 2018-06-01
«5. Juni 2018» 2018-06-05
am «5.Juni 2018» 2018-06-05
«5 giugno 2018» 2018-06-05
«giu. 2018» 2018-06
«5 de junio de 2018» 2018-06-05
«junio de 2018» 2018-06
«5 de junho de 2018» 2018-06-05
«fev. 2018» 2018-02
«fev/2018» 2018-02
«5 juni 2018» 2018-06-05
«5 czerwca 2018» 2018-06-05
«5. června 2018» 2018-06-05
«5 Haziran 2018» 2018-06-05
«5 июня 2018» 2018-06-05
«июнь 2018» 2018-06
«5 iunie 2018» 2018-06-05
«5. kesäkuuta 2018» 2018-06-05
«kesäkuu 2018» 2018-06
«2018. június 5» 2018-06-05
«Novmber 2018» 2018-11
* «2018.6» – a paper 2018-06
[«2018.06.05»] A paper 2018-06-05
【«2018.06»】 一篇论文 2018-06
📅 «2018.06»: A paper 2018-06
«2018-06»: A paper 2018-06
(«Jun 2018») 2018-06
Lund («2018»), Graz («2019») 2018 2019
Lund, «2018»; Graz, «2019» 2018 2019
«2018», «2019» and «2020» 2018 2019 2020
SIGIR «2018, July 8» 2018-07-08
Best paper of «2018»! 2018
© «2018» A. Berg 2018
Copyright (c) «2018» 2018
v1 of «May 2018» 2018-05
Room 5, «2018» 2018
expected «May 2028» 2028-05
«May 2028» (expected) 2028-05
updated: «2018-06-05» 2018-06-05
born «3 May 1990» 1990-05-03
Berg («2022, April 21») 2022-04-21
in «2022», «May 3, 2021» and later 2022 2021-05-03
"""
# The range stands between « and »; "now" is an end that a word leaves open, "?" one that nothing is said of.
RANGES = """
«2010-13» 2010 2013
«2019–20» 2019 2020
«September 25–10, 2021» 2021-09-25 2021-09-10
«5 May – 5 May 2023» 2023-05-05 2023-05-05
«May – 1 May 2023» 2023-05 2023-05-01
«6 May – 5 May 2023» 2022-05-06 2023-05-05
«31 May – May 2023» 2023-05-31 2023-05
a) «2019 – 2021» 2019 2021
«May 2023 – 2022», report published 2023-05 2022
«2021.11-12» 2021-11 2021-12
«2019-2021» 2019 2021
«2019–2021» 2019 2021
«2019 - 2021» 2019 2021
«2019—2021», Lund 2019 2021
«2019 -- 2021» 2019 2021
«2019 ~ 2021» 2019 2021
«2019～2021» 2019 2021
«2019 → 2021» 2019 2021
«2019 to 2021» 2019 2021
from «2019 to 2021» 2019 2021
«2019 bis 2021» 2019 2021
«2019 until 2021» 2019 2021
«2019至2021» 2019 2021
«2022 ———— Present» 2022 now
«2022-present» 2022 now
«Sept. 2021 – now» 2021-09 now
«Sept. 2021 to date» 2021-09 now
«2021 – ongoing» 2021 now
«2021 - Current» 2021 now
«2021 – heute» 2021 now
«2021 – aujourd’hui» 2021 now
«2021 – presente» 2021 now
«2021 – actualidad» 2021 now
«2021 - till now» 2021 now
«2021.9至今» 2021-09 now
«2021年9月至今» 2021-09 now
«2021.09 - 至今» 2021-09 now
«2021年9月 – 现在» 2021-09 now
«2022.04 (now)» 2022-04 now
«2019-» 2019 ?
(«2019–», joint) 2019 ?
«August 2022 —» 2022-08 ?
since «2020» 2020 ?
from «March 2014». 2014-03 ?
seit «2020» 2020 ?
until «2022» ? 2022
bis «März 2022» ? 2022-03
«2019.06 - 2022.04» 2019-06 2022-04
«2019.06-2022.04» 2019-06 2022-04
«2019/09-2021/06» 2019-09 2021-06
«09/2019 – 06/2021» 2019-09 2021-06
«2019-09-2021-06» 2019-09 2021-06
«2019-09 – 2021-06» 2019-09 2021-06
«2019-09-01 - 2021-06-30» 2019-09-01 2021-06-30
«2017.9 -- 2022.6» 2017-09 2022-06
«Sep. 2022 -- Jun. 2027» expected 2022-09 2027-06
«April. 2022 - Augu.2023» 2022-04 2023-08
«Aug'2014 - Jun'2015» 2014-08 2015-06
«1922-April 1935» 1922 1935-04
«2020 – May 2021» 2020 2021-05
«2021年9月-2022年3月» 2021-09 2022-03
«Jan–Apr 2025» 2025-01 2025-04
«Mar to Jul 2023» 2023-03 2023-07
«Nov – Feb 2024» 2023-11 2024-02
«28 Sept – 3 Oct 2024» 2024-09-28 2024-10-03
«September 28 – October 3, 2024» 2024-09-28 2024-10-03
«Dec 28 – Jan 3, 2024» 2023-12-28 2024-01-03
«September 10-14, 2023» 2023-09-10 2023-09-14
«September 10th–14th, 2023» 2023-09-10 2023-09-14
«10–14 September 2023» 2023-09-10 2023-09-14
«10.–14. September 2023» 2023-09-10 2023-09-14
«10 to 14 September 2023» 2023-09-10 2023-09-14
«2023-24» 2023 2024
«2023–24» 2023 2024
«2023/24» 2023 2024
«Winter 2023/24» 2023 2024
«2019/2020» 2019 2020
«1999-00» 1999 2000
«2010–12» 2010 2012
«2021.9-12» 2021-09 2021-12
«Sept. 2024 – May 2021» 2024-09 2021-05
«2023-2019» 2023 2019
«'21 to '23» 2021 2023
«Sep '21 – Jun '23» 2021-09 2023-06
«'21 – now» 2021 now
«AY 2023-24» 2023 2024
AY«2023-24», tight 2023 2024
«AY 2023/2024» 2023 2024
«Academic year 2022-23» 2022 2023
«school year 2021/22» 2021 2022
«Fall 2022 – Spring 2023» 2022 2023
«Fall 2022 - present» 2022 now
«Spring 2007-09» 2007 2009
«May 2018 - June 2018» 2018-05 2018-06
«May 2018-June 2018» 2018-05 2018-06
«May 2018—June 2018» 2018-05 2018-06
«May 2018 --- June 2018» 2018-05 2018-06
«May 2018 ~ June 2018» 2018-05 2018-06
«May 2018～June 2018» 2018-05 2018-06
«May 2018 → June 2018» 2018-05 2018-06
«May 2018 until June 2018» 2018-05 2018-06
«May 2018 through June 2018» 2018-05 2018-06
«May 2018 up to June 2018» 2018-05 2018-06
«May 2018 bis June 2018» 2018-05 2018-06
«mai 2018 à juin 2018» 2018-05 2018-06
«mayo 2018 - junio 2018» 2018-05 2018-06
«mayo 2018 hasta junio 2018» 2018-05 2018-06
«Mai – Juni 2018» 2018-05 2018-06
«5.–9. Juni 2018» 2018-06-05 2018-06-09
«5 – 9 June 2018» 2018-06-05 2018-06-09
«June 5 – 9, 2018» 2018-06-05 2018-06-09
«June 5–9 2018» 2018-06-05 2018-06-09
«Jun. 5–9, 2018» 2018-06-05 2018-06-09
«19-21, Feb, 2023» 2023-02-19 2023-02-21
«June 28 – July 2, 2018» 2018-06-28 2018-07-02
SIGIR 2018, «July 8–12, 2018» 2018-07-08 2018-07-12
«28 June – 2 July 2018» 2018-06-28 2018-07-02
«28 June 2018 – 2 July 2018» 2018-06-28 2018-07-02
«2018-06-28 to 2018-07-02» 2018-06-28 2018-07-02
«2018/06/28 - 2018/07/02» 2018-06-28 2018-07-02
«2018.06.28-2018.07.02» 2018-06-28 2018-07-02
«28.06.2018 – 02.08.2018» 2018-06-28 2018
«2018.6 - 2019.9» 2018-06 2019-09
«2018.06-2019.09», Lund 2018-06 2019-09
«2018/06–2019/09» 2018-06 2019-09
«06/2018-09/2019» 2018-06 2019-09
«06.2018 – 09.2019» 2018-06 2019-09
«2018年6月-2019年9月» 2018-06 2019-09
«2018年6月至2019年9月» 2018-06 2019-09
«2018年－2019年» 2018 2019
«2018.09~2021.06»期间 2018-09 2021-06
«2018.09 至 2021.06» 2018-09 2021-06
«2018 – 2021.06» 2018 2021-06
«2018.09-至今» 2018-09 now
«2018.09~now» 2018-09 now
«2018.09 – 目前» 2018-09 now
«2018/09 - Present» 2018-09 now
«09/2018 - Present» 2018-09 now
«September 2018 – Present» 2018-09 now
«September 2018–present» 2018-09 now
«Sept. 2018 - PRESENT» 2018-09 now
«Sep 2018 to present» 2018-09 now
«2018 - to date» 2018 now
«2018 bis heute» 2018 now
«2018 – oggi» 2018 now
«2018 – attuale» 2018 now
«2018 – atual» 2018 now
«2018 – heden» 2018 now
«2018 – current» 2018 now
«2018 - today» 2018 now
«2018-ongoing» 2018 now
«2018 (ongoing)» 2018 now
«Sept 2018 (present)» 2018-09 now
«2018 –», Lund 2018 ?
since «May 2018» 2018-05 ?
Since «2018», he 2018 ?
desde «2018» 2018 ?
depuis «2018» 2018 ?
starting «May 2018» 2018-05 ?
starting in «Fall 2018» 2018 ?
自«2018年»起 2018 ?
until «May 2018» ? 2018-05
till «2018» ? 2018
through «June 2018» ? 2018-06
jusqu'en «2018» ? 2018
«2018-2021 (now)» 2018 2021
«2019 – Present (2021)» 2019 2021
"""
NOT_DATES = """
13/13/2021
2100年1月2日
2019/21
2019-06-2020
2021.007
2021.9-9
a.2019
Python 3.11.7
v2021.3
v2021.3.1
version 2021.3
TeX Live-2021.2x
tool-2021.tar.gz
release_2021
R2021a
2021a
2021.exe
12.2021.3
+1 2019 2020
+49-2019-555
555-2019-1234
(030) 2019-44556
tel. 2019-2020
phone: 2019 2020
pp. 2019-2024
pp. 2019–2024
p. 2019
pages 1999-2003
12(3):2019–2024
6:2060--2067
2018a
265-273
pp. 95–2019
arXiv:2310.15991
arXiv:2001.08361
arXiv:1912
2310.15991
10.1145/3472883
10.1145/2021.3
10.1016/j.cose.2022.115560
doi:10.1000/2021.09.10
2041-1723
ISSN 2045-2322
ISSN 1996-1944
0000-0002-1825-2019
978-3-2019-2020-1
192.168.2021.1
10.0.0.1
fe80::2021
$2019
2020€
€2021
£2020
USD 2000
EUR 2019
2000 USD
2019%
#2020
@2021
No. 2019
№ 2020
Room 2019
Rm. 2020
Suite 2021
Box 2019
2019 Main Street
1999 North Broadway
2020 West Hill Road
CS 2023
MATH 2020
CSE-2021
PHYS 2020
CVE-2021-44228
COVID-2019
2019-nCoV
GB/T 2019
ISO 2022
RFC 2021
grant 20H2021
2019/12345-6
2019YFB1234
61772012
61762021
2000 BC
2000–1900 BCE
2000 cm
2000–1900 cm-1
1950 km
2000 words
2000+
=2021
2021=
x_2021
GPA 3.9/4.0
85/100
10:2021
sha 2021f00d
1080p
2000s
1990s
2150
1850
3019-3021
May Smith
Jan van Eyck
March on
Aprilia
Juno and Marc
the present and the now
'10 good reasons
the '90s
'23 people'
5'10"
students'20
rock 'n' roll
v2.2021.3
1.2021.4
2021.3.1-beta
>=2021.3
2021.3.post1
ubuntu-2021.04
Python-2021
node2021
x2021
2021x
a2021b
MATLAB R2019b
TeX Live2021
C++2020
ES2020
es-2021
IPv6 2001:db8::1
2001:0db8:85a3::2019
127.0.2019.1
+86 2019 2020 2021
+1-2019-2020
Tel: 030/2019-20
fax 2020-2021
mobile: 2019 2020
ext. 2019
extension: ext 2020
zip 2019
USD 2019.50
EUR 2020
$1999.99
2019$
£2019
¥2020
2019 EUR
2020 dollars
RMB 2000
pp. 1999–2003
pages 2001-2019
p. 1999
Seiten 1999–2003
vol. 2019
volume 2020
no. 2021
nr. 2020
No.2019
issue 2020
ISSN 2019-2020
ISSN: 1999-2019
eISSN 2019-202X
ISBN 978-1-2019-2020-3
10.2019/2020.2021
doi 10.1145/2019.2020
doi:10.1109/2019
arXiv:1901.2019
arXiv:2019.2020v2
arXiv:2010.11929
PMID 2019
PMC2019202
hep-th/2019202
CS2020
CS-2019
EE 2020
ECE 1999
MATH 2019
STAT 2021
COMP 2020
INFO 2019
room 2019
Raum 2020
Building 2019
Suite 2020
P.O. Box 1999
2020 Main Street
1999 West Lake Road
2019 University Avenue
#1999
@2020
sha2019
GPA 4.0/4.0
92/100
3.85/4.00
TOEFL 110/120
Grade 1.3
123-2019-45
2019/2020/2021/1
2019-2020-2021-1
2019.20.21.22
10000/2019
2019_final
final_2019
img-2019.png
2019.pdf
www.2019.org
2019.example
2019 km
1999 m
2000 cm²
1950 kg
2000 Hz
2000 BC
500–2000 BCE
2000 citations
2000 samples
2019 images
1999 participants
1900%
2000°
50 May
May 2
Mach 3
3/4
2150-2160
1850-1860
1234-5678-2019-0000
2e2019
1_2019
"""


def _cases(table: str) -> list[tuple[str, str, list[tuple[int, int]], list[str]]]:
    """(as written, text, spans, values) of each line of a table."""
    cases = []
    for line in table.strip().splitlines():
        marked = re.fullmatch(r"(.*?)((?: (?:\d{4}(?:-\d\d){0,2}|now|\?))+)", line)
        assert marked, line
        spans, text = [], ""
        for part in re.split("(«[^»]*»)", marked[1]):
            if part.startswith("«"):
                spans.append((len(text), len(text) + len(part) - 2))
            text += part.strip("«»") if part.startswith("«") else part
        cases.append((line, text, spans, marked[2].split()))
    return cases


def _written(value: Date) -> str:
    parts = [f"{value.year}", f"{value.month:02}" if value.month else "", f"{value.day:02}" if value.day else ""]
    return "-".join(part for part in parts if part)


def _ends(value: Range) -> list[str]:
    first = _written(value.first) if value.first else "?"
    return [first, _written(value.last) if value.last else "now" if value.now else "?"]


def test_the_tables_are_as_long_as_they_are_meant_to_be() -> None:
    forms = {line for line, *_ in (*_cases(DATES), *_cases(RANGES))}
    assert len(forms) >= 250
    assert len(set(NOT_DATES.strip().splitlines())) >= 150


@pytest.mark.parametrize(("text", "spans", "values"), [pytest.param(*case[1:], id=case[0]) for case in _cases(DATES)])
def test_a_date_is_read(text: str, spans: list[tuple[int, int]], values: list[str]) -> None:
    dates = read_dates(text)
    assert [_written(date) for date in dates] == values
    assert [date.precision for date in dates] == [Precision(value.count("-") + 1) for value in values]
    if len(spans) == len(values):
        assert [(date.start, date.end) for date in dates] == spans


@pytest.mark.parametrize(("text", "spans", "values"), [pytest.param(*case[1:], id=case[0]) for case in _cases(RANGES)])
def test_a_range_is_read(text: str, spans: list[tuple[int, int]], values: list[str]) -> None:
    (found,) = read_ranges(text)
    assert _ends(found) == values
    assert [(found.start, found.end)] == spans


@pytest.mark.parametrize("text", NOT_DATES.strip().splitlines())
@pytest.mark.parametrize("frame", ["{}", "see {} there", "({})", "{}."])
def test_this_is_no_date(text: str, frame: str) -> None:
    assert read_dates(frame.format(text)) == ()
    assert read_ranges(frame.format(text)) == ()


@pytest.mark.parametrize(
    ("text", "first", "last", "said"),
    [
        ("2021", date(2021, 1, 1), date(2021, 12, 31), "2021"),
        ("May 2021", date(2021, 5, 1), date(2021, 5, 31), "May 2021"),
        ("February 2024", date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        ("1 December 2021", date(2021, 12, 1), date(2021, 12, 1), "1 December 2021"),
        ("2021-12", date(2021, 12, 1), date(2021, 12, 31), "December 2021"),
        ("Winter 2021", date(2021, 1, 1), date(2022, 12, 31), "2021"),
        ("Summer 2021", date(2021, 1, 1), date(2021, 12, 31), "2021"),
        ("1909-10", date(1909, 1, 1), date(1910, 12, 31), "1909"),
        ("AY 2021", date(2021, 1, 1), date(2022, 12, 31), "2021"),
    ],
)
def test_the_days_that_a_date_may_be_about(text: str, first: date, last: date, said: str) -> None:
    (found,) = read_dates(text)
    assert (found.first_day, found.last_day, str(found)) == (first, last, said)


def test_a_month_that_no_calendar_has_is_said_as_its_year() -> None:
    assert [str(found) for found in read_dates("2021-00-05, 2021-13-05, 2021-12-05")][-2:] == ["2021", "5 December 2021"]


_STYLES = {
    "{y}": 1, "{y}年": 1,
    "{b} {y}": 2, "{b}. {y}": 2, "{b}, {y}": 2, "{B} {y}": 2, "{B}, {y}": 2, "{B} of {y}": 2, "{b}/{y}": 2, "{b}.{y}": 2, "{y} {b}": 2,
    "{y}.{m}": 2, "{y}.{m:02}": 2, "{y}/{m}": 2, "{y}/{m:02}": 2, "{m:02}/{y}": 2, "{m:02}.{y}": 2, "{y}年{m}月": 2, "{y} 年 {m} 月": 2,
    "{B} {d}, {y}": 3, "{b} {d}, {y}": 3, "{b}. {d}, {y}": 3, "{B} {d} {y}": 3, "{d} {B} {y}": 3, "{d} {b} {y}": 3, "{d}. {B} {y}": 3,
    "{y}-{m:02}-{d:02}": 3, "{y}/{m:02}/{d:02}": 3, "{y}.{m:02}.{d:02}": 3, "{y}年{m}月{d}日": 3,
}  # fmt: skip
_DAYS_OF_A_MONTH = ("{B} {d}–{e}, {y}", "{B} {d} - {e}, {y}", "{d}–{e} {B} {y}", "{d} to {e} {b} {y}", "{d}.–{e}. {B} {y}")
_DAYS_OF_A_YEAR = ("{d} {b} – {e} {c} {y}", "{B} {d} – {C} {e}, {y}", "{d}. {B} bis {e}. {C} {y}", "{b} {d} - {c} {e}, {y}")
_SHORT_YEARS = ("{b} '{s:02}", "{b}. ’{s:02}", "{b}'{s:02}", "CVPR'{s:02}", "KDD ’{s:02}", "'{s:02}")
_BETWEEN = (" - ", " – ", "–", "—", " -- ", " ———— ", " ~ ", " to ", " until ")


def _format(value: date, style: str) -> str:
    name = ENGLISH[value.month - 1]
    return style.format(y=value.year, m=value.month, d=value.day, B=name, b=name[:3])


def _cut(value: date, precision: int) -> str:
    return value.isoformat()[: (4, 7, 10)[precision - 1]]


_days = st.dates(date(1930, 1, 1), date(2090, 12, 31))


@given(_days, _days, st.sampled_from(sorted(_STYLES)), st.sampled_from(_BETWEEN), st.sampled_from(("", "PhD, ", "(", "* ")))
def test_a_range_that_is_written_is_read_back(first: date, last: date, style: str, between: str, before: str) -> None:
    text = _format(first, style) + between + _format(last, style)
    (found,) = read_ranges(before + text + (")" if before == "(" else ", Lund"))
    precision = _STYLES[style]
    assert _ends(found) == [_cut(first, precision), _cut(last, precision)]
    assert (found.start, found.end) == (len(before), len(before) + len(text))
    assert found.is_reversed == (_cut(first, precision) > _cut(last, precision))


@given(
    _days,
    st.integers(0, 27),
    st.sampled_from(_DAYS_OF_A_MONTH),
)
def test_days_of_one_month_are_read_back(first: date, length: int, style: str) -> None:
    last = min(first.day + length, 28)
    first = first.replace(day=min(first.day, last))
    name = ENGLISH[first.month - 1]
    text = style.format(d=first.day, e=last, B=name, b=name[:3], y=first.year)
    (found,) = read_ranges(f"Workshop, {text}, Lund")
    assert _ends(found) == [first.isoformat(), first.replace(day=last).isoformat()]
    assert (found.start, found.end) == (10, 10 + len(text))


@given(
    _days,
    st.integers(0, 300),
    st.sampled_from(_DAYS_OF_A_YEAR),
)
def test_days_that_share_a_year_are_read_back(first: date, length: int, style: str) -> None:
    last = first + timedelta(days=length + 1)
    one, two = ENGLISH[first.month - 1], ENGLISH[last.month - 1]
    text = style.format(d=first.day, e=last.day, B=one, b=one[:3], C=two, c=two[:3], y=last.year)
    (found,) = read_ranges(f"({text})")
    assert _ends(found) == [first.isoformat(), last.isoformat()]
    assert (found.start, found.end) == (1, 1 + len(text))


@given(st.integers(1950, 2080), st.integers(1, 19), st.sampled_from(("{a}–{b:02}", "{a}-{b:02}", "AY {a}–{b:02}", "Fall {a}–{b:02}")))
def test_short_years_are_read_back(first: int, years: int, style: str) -> None:
    last = first + years
    text = style.format(a=first, b=last % 100)
    found = read_ranges(text)
    if first // 100 != last // 100 or ("-" in style and last % 100 <= 12):
        return  # 2003-05 may be a month, 1995–05 would be odd
    assert [_ends(one) for one in found] == [[str(first), str(last)]]
    assert [(one.start, one.end) for one in found] == [(0, len(text))]


@given(
    st.integers(2001, 2039),
    st.integers(1, 12),
    st.sampled_from(_SHORT_YEARS),
)
def test_short_years_behind_a_name_are_read(year: int, month: int, style: str) -> None:
    text = style.format(b=ENGLISH[month - 1][:3], s=year % 100)
    (found,) = read_dates(f"({text})")
    assert _written(found) == (f"{year}-{month:02}" if "{b}" in style else str(year))
    assert found.end == len(text) + 1


@given(_days, st.sampled_from(sorted(_STYLES)), st.sampled_from((" – present", " - now", "–Present", " - 至今", " to date", " (now)")))
def test_an_open_range_that_is_written_is_read_back(first: date, style: str, end: str) -> None:
    (found,) = read_ranges(_format(first, style) + end)
    assert _ends(found) == [_cut(first, _STYLES[style]), "now"]


def _others(random: Random) -> Iterator[str]:
    """Phone numbers, versions, pages, identifiers and measures, many of them with what looks like a year in them."""

    def number(digits: int) -> str:
        return random.choice((f"{random.randrange(1950, 2040)}", "".join(random.choices("0123456789", k=digits))))

    def one_of(*words: str) -> str:
        return random.choice(words)

    n = number
    while True:
        yield from (
            f"+{random.randrange(1, 99)}{one_of(' ', '-', ' (0) ')}{n(3)}{one_of(' ', '-')}{n(4)}{one_of(' ', '-')}{n(4)}",
            f"{one_of('tel.', 'Tel:', 'phone:', 'fax', 'Phone', 'mobile:')} {n(3)}{one_of(' ', '-', '/')}{n(4)}",
            f"({n(3)}) {random.randrange(100, 999)}-{n(4)}",
            f"{one_of('v', 'V', 'version ', 'ver. ', 'release_', 'rev-')}{n(2)}.{n(2)}",
            f"{one_of('v', 'Python ', 'numpy-', 'R')}{n(1)}.{random.randrange(99)}.{n(4)}.{n(2)}",
            f"{random.randrange(256)}.{n(3)}.{n(3)}.{n(3)}",
            f"{one_of('pp. ', 'p. ', 'pages ', 'Seiten ', 'pp.')}{n(4)}{one_of('–', '-', '--')}{n(4)}",
            f"{random.randrange(1, 99)}({random.randrange(1, 12)}):{n(4)}{one_of('–', '-')}{n(4)}",
            f"vol. {n(4)}",
            f"no. {n(4)}",
            f"{one_of('arXiv:', 'arXiv: ')}{n(4)}.{n(5)}",
            f"10.{n(4)}/{n(4)}.{n(4)}",
            f"{one_of('doi:', 'https://doi.org/')}10.{n(4)}/{n(4)}",
            f"{one_of('ISSN ', 'ISSN: ', 'eISSN ')}{n(4)}-{n(4)}",
            f"{one_of('ISBN ', 'ISBN: ')}978-{random.randrange(9)}-{n(4)}-{n(4)}-{random.randrange(9)}",
            f"CVE-{n(4)}-{n(5)}",
            f"{one_of('CS', 'MATH', 'EE', 'STAT', 'PHYS')}{one_of('', ' ', '-')}{n(4)}",
            f"{one_of('#', '@', '$', '€', '£', '№ ', 'No. ', 'Room ', 'Box ')}{n(4)}",
            f"{n(4)} {one_of('USD', 'EUR', 'km', 'cm', 'Hz', 'kg', 'BC', 'words', 'samples', 'citations')}",
            f"{n(4)}{one_of('%', '€', '+', 'px', 'k', 'nm')}",
            f"{n(4)}-{n(4)}-{n(4)}-{n(4)}",
            f"{one_of('file', 'img', 'x', 'id')}{one_of('_', '-', '')}{n(4)}",
        )


def test_no_date_is_read_out_of_ten_thousand_other_numbers() -> None:
    others = list(islice(_others(Random(2019)), 10_000))
    assert [other for other in others if read_dates(other) or read_dates(f"see {other} there") or read_ranges(f"({other})")] == []


@given(st.text("2019 .-/–,:();年月'\nnowtpresMay3(", max_size=60) | st.text(max_size=80))
def test_what_is_read_lies_in_the_text_and_in_order(text: str) -> None:
    dates = read_dates(text)
    assert all(0 <= one.start < one.end <= len(text) for one in dates)
    assert all(one.start <= two.start for one, two in pairwise(dates))
    for found in read_ranges(text):
        assert 0 <= found.start < found.end <= len(text)
        assert all(end in dates for end in (found.first, found.last) if end)


_HOSTILE = (
    "2019-" * 40_000, "2019 " * 40_000, "Sept " * 40_000 + "2019", "1." * 100_000 + "2019", "2" * 200_000 + " 2019", "2019 to to " * 20_000,
    "2019" + " " * 200_000 + "2020", "2019 - " + "–" * 200_000, "a" * 200_000 + " 2019", "(2019 (now" * 20_000, "'" * 200_000 + "2019",
    "+1 2019 " * 20_000, "2019年" * 40_000, "since 2019 until " * 20_000,
)  # fmt: skip


@pytest.mark.parametrize("text", _HOSTILE, ids=lambda text: text[:12])
def test_hostile_text_takes_no_longer_than_its_length(text: str) -> None:
    with within(10):
        read_dates(text)


def test_text_without_a_year_costs_nothing() -> None:
    assert read_dates("12 May, 3.4 and 265-273, present and now " * 10) == ()


@pytest.mark.parametrize("name", [name for names in LANGUAGES.values() for variants in names.split() for name in variants.split("|")])
def test_a_month_of_any_language_is_no_misspelling(name: str) -> None:
    assert misspelling(name) is None
    assert misspelling(name.title()) is None
    assert 1 <= NUMBERS[name] <= 12


@given(st.sampled_from([name for name in ENGLISH if len(name) > 7]), st.integers(1, 7), st.sampled_from(("drop", "double", "swap")))
def test_a_slip_in_a_long_month_is_known(name: str, at: int, slip: str) -> None:
    letters = list(name)
    if slip == "swap":
        letters[at : at + 2] = reversed(letters[at : at + 2])
    else:
        letters[at : at + 1] = [] if slip == "drop" else letters[at : at + 1] * 2
    word = "".join(letters)
    known = misspelling(word)
    if word != name:
        assert (known.right if known else NUMBERS.get(word.lower())) in (name, ENGLISH.index(name) + 1)
