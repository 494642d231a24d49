"""The bundled instruments as tables: a line each, the columns separated by "|".

Prices are those of 14 January 2026, roughly; volatility is per year, beta the share of the common market move. Names and
identifiers are as they are commonly known, and serve a simulation only.
"""

from __future__ import annotations

from collections.abc import Iterator

# symbol, exchange, trading class, name, price, volatility, beta, volume a day in thousands, ISIN, type, industry, category,
# subcategory
US_STOCKS = """
AAPL | NASDAQ | NMS | APPLE INC | 258.4 | 0.28 | 1.2 | 52000 | US0378331005 | COMMON | Technology | Computers | Computers
MSFT | NASDAQ | NMS | MICROSOFT CORP | 471.2 | 0.25 | 1 | 21000 | US5949181045 | COMMON | Technology | Software | Applications Software
AMZN | NASDAQ | NMS | AMAZON.COM INC | 238.1 | 0.33 | 1.3 | 41000 | US0231351067 | COMMON | Communications | Internet | E-Commerce/Products
TSLA | NASDAQ | NMS | TESLA INC | 441.6 | 0.55 | 2 | 82000 | US88160R1014 | COMMON | Consumer, Cyclical | Auto Manufacturers | Auto-Cars/Light Trucks
IBM | NYSE | IBM | INTL BUSINESS MACHINES CORP | 303.5 | 0.26 | 0.7 | 4200 | US4592001014 | COMMON | Technology | Computers | Computer Services
NVDA | NASDAQ | NMS | NVIDIA CORP | 184.9 | 0.42 | 1.7 | 180000 | US67066G1040 | COMMON | Technology | Semiconductors | Electronic Compo-Semicon
GOOGL | NASDAQ | NMS | ALPHABET INC-CL A | 331.9 | 0.31 | 1.1 | 33000 | US02079K3059 | COMMON | Communications | Internet | Web Portals/ISP
GOOG | NASDAQ | NMS | ALPHABET INC-CL C | 332.4 | 0.31 | 1.1 | 22000 | US02079K1079 | COMMON | Communications | Internet | Web Portals/ISP
META | NASDAQ | NMS | META PLATFORMS INC-CLASS A | 631.2 | 0.35 | 1.3 | 14000 | US30303M1027 | COMMON | Communications | Internet | Internet Content-Entmnt
AMD | NASDAQ | NMS | ADVANCED MICRO DEVICES | 221.7 | 0.5 | 1.9 | 36000 | US0079031078 | COMMON | Technology | Semiconductors | Electronic Compo-Semicon
INTC | NASDAQ | NMS | INTEL CORP | 47.3 | 0.48 | 1.3 | 95000 | US4581401001 | COMMON | Technology | Semiconductors | Electronic Compo-Semicon
AVGO | NASDAQ | NMS | BROADCOM INC | 352.1 | 0.45 | 1.6 | 26000 | US11135F1012 | COMMON | Technology | Semiconductors | Electronic Compo-Semicon
CSCO | NASDAQ | NMS | CISCO SYSTEMS INC | 75.2 | 0.22 | 0.9 | 19000 | US17275R1023 | COMMON | Communications | Telecommunications | Networking Products
NFLX | NASDAQ | NMS | NETFLIX INC | 90.7 | 0.33 | 1.1 | 38000 | US64110L1061 | COMMON | Communications | Internet | Internet Content-Entmnt
COST | NASDAQ | NMS | COSTCO WHOLESALE CORP | 936.5 | 0.22 | 0.8 | 2300 | US22160K1051 | COMMON | Consumer, Cyclical | Retail | Retail-Discount
PEP | NASDAQ | NMS | PEPSICO INC | 141.3 | 0.19 | 0.4 | 7000 | US7134481081 | COMMON | Consumer, Non-cyclical | Beverages | Beverages-Non-alcoholic
ORCL | NYSE | ORCL | ORACLE CORP | 203.1 | 0.45 | 1.4 | 24000 | US68389X1054 | COMMON | Technology | Software | Enterprise Software/Serv
CRM | NYSE | CRM | SALESFORCE INC | 241.8 | 0.35 | 1.1 | 8000 | US79466L3024 | COMMON | Technology | Software | Enterprise Software/Serv
JPM | NYSE | JPM | JPMORGAN CHASE & CO | 310.9 | 0.24 | 1.1 | 9500 | US46625H1005 | COMMON | Financial | Banks | Diversified Banking Inst
BAC | NYSE | BAC | BANK OF AMERICA CORP | 53.8 | 0.26 | 1.2 | 38000 | US0605051046 | COMMON | Financial | Banks | Diversified Banking Inst
GS | NYSE | GS | GOLDMAN SACHS GROUP INC | 938.4 | 0.29 | 1.3 | 2100 | US38141G1040 | COMMON | Financial | Banks | Diversified Banking Inst
V | NYSE | V | VISA INC-CLASS A SHARES | 328.6 | 0.21 | 0.9 | 7200 | US92826C8394 | COMMON | Financial | Diversified Finan Serv | Finance-Credit Card
MA | NYSE | MA | MASTERCARD INC - A | 545.2 | 0.22 | 0.9 | 3100 | US57636Q1040 | COMMON | Financial | Diversified Finan Serv | Finance-Credit Card
BRK B | NYSE | BRK B | BERKSHIRE HATHAWAY INC-CL B | 493.7 | 0.16 | 0.6 | 4600 | US0846707026 | COMMON | Financial | Insurance | Reinsurance
XOM | NYSE | XOM | EXXON MOBIL CORP | 129.1 | 0.24 | 0.7 | 16000 | US30231G1022 | COMMON | Energy | Oil&Gas | Oil Comp-Integrated
CVX | NYSE | CVX | CHEVRON CORP | 165.4 | 0.23 | 0.7 | 9000 | US1667641005 | COMMON | Energy | Oil&Gas | Oil Comp-Integrated
JNJ | NYSE | JNJ | JOHNSON & JOHNSON | 213.6 | 0.17 | 0.4 | 7900 | US4781601046 | COMMON | Consumer, Non-cyclical | Pharmaceuticals | Medical-Drugs
PFE | NYSE | PFE | PFIZER INC | 25.4 | 0.24 | 0.5 | 47000 | US7170811035 | COMMON | Consumer, Non-cyclical | Pharmaceuticals | Medical-Drugs
UNH | NYSE | UNH | UNITEDHEALTH GROUP INC | 336.7 | 0.37 | 0.6 | 7600 | US91324P1021 | COMMON | Consumer, Non-cyclical | Healthcare-Services | Medical-HMO
LLY | NYSE | LLY | ELI LILLY & CO | 1074.3 | 0.33 | 0.7 | 3000 | US5324571083 | COMMON | Consumer, Non-cyclical | Pharmaceuticals | Medical-Drugs
KO | NYSE | KO | COCA-COLA CO/THE | 70.9 | 0.16 | 0.4 | 16000 | US1912161007 | COMMON | Consumer, Non-cyclical | Beverages | Beverages-Non-alcoholic
PG | NYSE | PG | PROCTER & GAMBLE CO/THE | 144.8 | 0.17 | 0.4 | 8700 | US7427181091 | COMMON | Consumer, Non-cyclical | Cosmetics/Personal Care | Cosmetics&Toiletries
WMT | NASDAQ | NMS | WALMART INC | 119.6 | 0.21 | 0.6 | 21000 | US9311421039 | COMMON | Consumer, Cyclical | Retail | Retail-Discount
DIS | NYSE | DIS | WALT DISNEY CO/THE | 113.4 | 0.27 | 1 | 9000 | US2546871060 | COMMON | Communications | Media | Multimedia
MCD | NYSE | MCD | MCDONALD'S CORP | 306.8 | 0.17 | 0.5 | 3200 | US5801351017 | COMMON | Consumer, Cyclical | Retail | Retail-Restaurants
F | NYSE | F | FORD MOTOR CO | 13.9 | 0.34 | 1.2 | 61000 | US3453708600 | COMMON | Consumer, Cyclical | Auto Manufacturers | Auto-Cars/Light Trucks
GE | NYSE | GE | GENERAL ELECTRIC | 319.2 | 0.31 | 1.2 | 5400 | US3696043013 | COMMON | Industrial | Aerospace/Defense | Aerospace/Defense-Equip
BA | NYSE | BA | BOEING CO/THE | 243.9 | 0.32 | 1.2 | 7300 | US0970231058 | COMMON | Industrial | Aerospace/Defense | Aerospace/Defense
CAT | NYSE | CAT | CATERPILLAR INC | 639.1 | 0.32 | 1.2 | 3400 | US1491231015 | COMMON | Industrial | Machinery-Constr&Mining | Machinery-Constr&Mining
T | NYSE | T | AT&T INC | 23.7 | 0.2 | 0.4 | 39000 | US00206R1023 | COMMON | Communications | Telecommunications | Telephone-Integrated
NEE | NYSE | NEE | NEXTERA ENERGY INC | 81.2 | 0.24 | 0.5 | 9800 | US65339F1012 | COMMON | Utilities | Electric | Electric-Integrated
FCX | NYSE | FCX | FREEPORT-MCMORAN INC | 59.8 | 0.4 | 1.4 | 17000 | US35671D8570 | COMMON | Basic Materials | Mining | Metal-Copper
SAP | NYSE | SAP | SAP SE-SPONSORED ADR | 242.3 | 0.28 | 0.9 | 1700 | US8030542042 | ADR | Technology | Software | Enterprise Software/Serv
TSM | NYSE | TSM | TAIWAN SEMICONDUCTOR-SP ADR | 331.1 | 0.37 | 1.4 | 13000 | US8740391003 | ADR | Technology | Semiconductors | Semicon Compo-Intg Circu
SPY | ARCA | SPY | SS SPDR S&P 500 ETF TRUST-US | 692.7 | 0.16 | 1 | 74000 | US78462F1030 | ETF | Funds | Equity Fund | Large Cap
QQQ | NASDAQ | NMS | INVESCO QQQ TRUST SERIES 1 | 621.8 | 0.21 | 1.2 | 54000 | US46090E1038 | ETF | Funds | Equity Fund | Large Cap
IWM | ARCA | IWM | ISHARES RUSSELL 2000 ETF | 262.9 | 0.22 | 1.2 | 32000 | US4642876555 | ETF | Funds | Equity Fund | Small Cap
DIA | ARCA | DIA | SS SPDR DOW JONES INDUSTRIAL | 491.9 | 0.15 | 0.9 | 4800 | US78467X1090 | ETF | Funds | Equity Fund | Large Cap
VOO | ARCA | VOO | VANGUARD S&P 500 ETF | 636.9 | 0.16 | 1 | 7600 | US9229083632 | ETF | Funds | Equity Fund | Large Cap
GLD | ARCA | GLD | SPDR GOLD SHARES | 424.3 | 0.19 | 0.1 | 11000 | US78463V1070 | ETF | Funds | Commodity Fund | Precious Metals
TLT | NASDAQ | NMS | ISHARES 20+ YEAR TREASURY BD | 88.1 | 0.13 | -0.1 | 36000 | US4642874329 | ETF | Funds | Debt Fund | Government Bonds
XLF | ARCA | XLF | ST STREET FINANCIAL SELECT | 54.7 | 0.19 | 1.1 | 43000 | US81369Y6059 | ETF | Funds | Equity Fund | Financial
EEM | ARCA | EEM | ISHARES MSCI EMERGING MARKETS | 57.6 | 0.18 | 0.8 | 27000 | US4642872349 | ETF | Funds | Equity Fund | Emerging Markets
"""

# symbol, venue, exchange, trading class, currency, market rule, name, price, volatility, beta, volume a day in thousands,
# ISIN, industry, category, subcategory
STOCKS_ABROAD = """
SAP | XETRA | IBIS | XETRA | EUR | 1707 | SAP SE | 208.4 | 0.28 | 0.9 | 1900 | DE0007164600 | Technology | Software | Enterprise Software/Serv
SIE | XETRA | IBIS | XETRA | EUR | 1708 | SIEMENS AG-REG | 258.3 | 0.27 | 1.0 | 1100 | DE0007236101 | Industrial | Miscellaneous Manufactur | Diversified Manufact Op
ALV | XETRA | IBIS | XETRA | EUR | 1709 | ALLIANZ SE-REG | 383.9 | 0.18 | 0.8 | 600 | DE0008404005 | Financial | Insurance | Multi-line Insurance
BMW | XETRA | IBIS | XETRA | EUR | 1707 | BAYERISCHE MOTOREN WERKE AG | 89.6 | 0.27 | 0.9 | 1200 | DE0005190003 | Consumer, Cyclical | Auto Manufacturers | Auto-Cars/Light Trucks
MC | PARIS | SBF | MC | EUR | 1709 | LVMH MOET HENNESSY LOUIS VUI | 629.4 | 0.3 | 1.0 | 400 | FR0000121014 | Consumer, Cyclical | Apparel | Textile-Apparel
TTE | PARIS | SBF | TTE | EUR | 26 | TOTALENERGIES SE | 55.8 | 0.22 | 0.6 | 3900 | FR0000120271 | Energy | Oil&Gas | Oil Comp-Integrated
ASML | AMSTERDAM | AEB | ASML | EUR | 1710 | ASML HOLDING NV | 1082.4 | 0.36 | 1.4 | 600 | NL0010273215 | Technology | Semiconductors | Semiconductor Equipment
NESN | SWISS | EBS | NESN | CHF | 1707 | NESTLE SA-REG | 76.3 | 0.18 | 0.4 | 4800 | CH0038863350 | Consumer, Non-cyclical | Food | Food-Misc/Diversified
VOD | LONDON | LSE | SETS | GBP | 241 | VODAFONE GROUP PLC | 1.0042 | 0.25 | 0.6 | 62000 | GB00BH4HKS39 | Communications | Telecommunications | Cellular Telecom
SHEL | LONDON | LSE | SETS | GBP | 300 | SHELL PLC | 2712.5 | 0.21 | 0.6 | 7800 | GB00BP6MXD84 | Energy | Oil&Gas | Oil Comp-Integrated
7203 | TOKYO | TSEJ | 7203 | JPY | 85 | TOYOTA MOTOR CORP | 3563.0 | 0.27 | 0.8 | 24000 | JP3633400001 | Consumer, Cyclical | Auto Manufacturers | Auto-Cars/Light Trucks
6758 | TOKYO | TSEJ | 6758 | JPY | 85 | SONY GROUP CORP | 3841.0 | 0.31 | 0.9 | 12000 | JP3435000009 | Consumer, Cyclical | Home Furnishings | Audio/Video Products
9984 | TOKYO | TSEJ | 9984 | JPY | 85 | SOFTBANK GROUP CORP | 4214.0 | 0.52 | 1.4 | 16000 | JP3436100006 | Communications | Telecommunications | Cellular Telecom
700 | HONG_KONG | SEHK | 700 | HKD | 1711 | TENCENT HOLDINGS LTD | 629.5 | 0.32 | 0.9 | 19000 | KYG875721634 | Communications | Internet | Internet Application Sftwr
5 | HONG_KONG | SEHK | 5 | HKD | 1708 | HSBC HOLDINGS PLC | 126.9 | 0.22 | 0.8 | 17000 | GB0005405286 | Financial | Banks | Diversified Banking Inst
1299 | HONG_KONG | SEHK | 1299 | HKD | 1708 | AIA GROUP LTD | 85.4 | 0.29 | 0.9 | 24000 | HK0000069689 | Financial | Insurance | Life/Health Insurance
"""

# symbol, currency, market rule, name, price, volatility
FOREX = """
EUR | USD | 239 | European Monetary Union Euro | 1.16455 | 0.07
GBP | USD | 239 | British pound | 1.34385 | 0.08
AUD | USD | 239 | Australian dollar | 0.6688 | 0.1
NZD | USD | 239 | New Zealand dollar | 0.5747 | 0.1
USD | JPY | 240 | US Dollar | 158.455 | 0.1
USD | CHF | 239 | US Dollar | 0.8002 | 0.08
USD | CAD | 239 | US Dollar | 1.38895 | 0.06
USD | SEK | 239 | US Dollar | 9.1963 | 0.1
USD | NOK | 239 | US Dollar | 10.0891 | 0.11
USD | HKD | 239 | US Dollar | 7.79875 | 0.01
USD | MXN | 239 | US Dollar | 17.8173 | 0.12
EUR | GBP | 239 | European Monetary Union Euro | 0.8666 | 0.05
EUR | JPY | 240 | European Monetary Union Euro | 184.53 | 0.09
EUR | CHF | 239 | European Monetary Union Euro | 0.9319 | 0.05
GBP | JPY | 240 | British pound | 212.93 | 0.1
"""

# symbol, exchange, currency, calendar, name, price, volatility, beta
INDICES = """
SPX | CBOE | USD | US_INDICES | S&P 500 Stock Index | 6926.6 | 0.16 | 1.0
NDX | NASDAQ | USD | US_INDICES | NASDAQ 100 Stock Index | 25465.9 | 0.21 | 1.2
INDU | CME | USD | US_INDICES | Dow Jones Industrial Average | 49149.6 | 0.15 | 0.9
RUT | RUSSELL | USD | US_INDICES | Russell 2000 Stock Index | 2651.6 | 0.22 | 1.2
VIX | CBOE | USD | US_INDICES | CBOE Volatility Index | 16.75 | 1.2 | -5.0
DAX | EUREX | EUR | XETRA | DAX 40 Index (Deutsche Aktien Xchange 40) | 25286.2 | 0.18 | 0.9
ESTX50 | EUREX | EUR | EURONEXT | Dow Jones Euro STOXX50 | 6005.1 | 0.17 | 0.9
N225 | OSE.JPN | JPY | TOKYO | Nikkei 225 Index | 54341.2 | 0.24 | 0.8
HSI | HKFE | HKD | HONG_KONG | Hang Seng Index | 26999.8 | 0.25 | 0.8
"""

# symbol, name, price, volatility
METALS = """
XAUUSD | London Gold | 4609.4 | 0.2
XAGUSD | London Silver | 91.2 | 0.4
"""

# symbol, name, price, volatility
CRYPTO = """
BTC | Bitcoin cryptocurrency | 96900.0 | 0.5
ETH | Ethereum cryptocurrency | 3350.0 | 0.65
LTC | Litecoin cryptocurrency | 78.4 | 0.7
SOL | Solana cryptocurrency | 145.6 | 0.8
"""

# symbol, issuer, CUSIP, name, price, coupon, maturity, issue date, ratings, kind, callable, description
BONDS = """
US-T | e1359579 | 91282CPJ4 | United States Treasury Note | 99.53 | 4.0 | 20351115 | 20251117 | Aaa/AA+ | GOVT | no | US-T 4 11/15/35
US-T | e1359579 | 91282CPK1 | United States Treasury Note | 100.12 | 3.75 | 20301231 | 20251231 | Aaa/AA+ | GOVT | no | US-T 3 3/4 12/31/30
IBM | e1453318 | 459200KA8 | INTERNATIONAL BUSINESS MACHINES CORP | 98.21 | 3.5 | 20290515 | 20190515 | A3/A- | CORP | yes | IBM 3 1/2 05/15/29
IBM | e1453318 | 459200KC4 | INTERNATIONAL BUSINESS MACHINES CORP | 88.64 | 4.25 | 20490515 | 20190515 | A3/A- | CORP | yes | IBM 4 1/4 05/15/49
AAPL | e1359580 | 037833EL0 | APPLE INC | 98.87 | 3.95 | 20520808 | 20220808 | Aaa/AA+ | CORP | yes | AAPL 3.95 08/08/52
"""

# symbol, ISIN, name, family, price, volatility, beta, least purchase, kind
FUNDS = """
VFIAX | US9229087104 | VANGUARD 500 INDEX FUND ADMIRAL | Vanguard | 640.3 | 0.16 | 1.0 | 3000 | Equity
VBTLX | US9219376038 | VANGUARD TOTAL BOND MARKET INDEX ADMIRAL | Vanguard | 9.78 | 0.05 | 0.0 | 3000 | Fixed Income
FXAIX | US3159117502 | FIDELITY 500 INDEX FUND | Fidelity | 241.6 | 0.16 | 1.0 | 100 | Equity
"""

# provider, symbol, name
NEWS = """
BRF | BRF:BRF_ALL | Briefing Trader All Articles
BRFG | BRFG:BRFG_ALL | Briefing.com General Market Columns
BRFUPDN | BRFUPDN:BRFUPDN_ALL | Briefing.com Analyst Actions
DJNL | DJNL:DJNL_ALL | Dow Jones Newsletters
"""

# symbol, trading class, start of local symbols, name, exchange, calendar, market rule, multiplier, currency, months, how many
# trade at a time, rule of the expiry, time of the last trade, price, volatility, beta, volume a day in thousands, industry,
# category, subcategory
FUTURES = """
ES | ES | ES | E-mini S&P 500 | CME | EQUITY_FUTURES | 67 | 50 | USD | quarters | 8 | third_friday | 08:30 | 6953.25 | 0.16 | 1 | 1500 | Indices | Broad Range Equity Index | *
MES | MES | MES | Micro E-Mini S&P 500 Stock Price Index | CME | EQUITY_FUTURES | 67 | 5 | USD | quarters | 5 | third_friday | 08:30 | 6953.25 | 0.16 | 1 | 1200 | Indices | Broad Range Equity Index | *
NQ | NQ | NQ | E-mini NASDAQ 100 | CME | EQUITY_FUTURES | 67 | 20 | USD | quarters | 5 | third_friday | 08:30 | 25801.25 | 0.21 | 1.2 | 600 | Indices | Broad Range Equity Index | *
RTY | RTY | RTY | E-Mini Russell 2000 Index | CME | EQUITY_FUTURES | 32 | 50 | USD | quarters | 4 | third_friday | 08:30 | 2653.7 | 0.22 | 1.2 | 180 | Indices | Broad Range Equity Index | *
YM | YM | YM | Mini Sized Dow Jones Industrial Average $5 | CBOT | EQUITY_FUTURES | 85 | 5 | USD | quarters | 4 | third_friday | 08:30 | 49310.0 | 0.15 | 0.9 | 130 | Indices | Broad Range Equity Index | *
CL | CL | CL | Light Sweet Crude Oil | NYMEX | COMMODITY_FUTURES | 56 | 1000 | USD | all | 14 | crude | 14:30 | 61.4 | 0.34 | 0.3 | 350 | Commodity | Energy | Crude Oil
MCL | MCL | MCL | Micro WTI Crude Oil | NYMEX | COMMODITY_FUTURES | 56 | 100 | USD | all | 6 | crude | 14:30 | 61.4 | 0.34 | 0.3 | 90 | Commodity | Energy | Crude Oil
GC | GC | GC | Gold | COMEX | COMMODITY_FUTURES | 32 | 100 | USD | even | 9 | gold | 13:30 | 4617.3 | 0.2 | 0.1 | 220 | Commodity | Precious Metals | Gold
ZN | ZN | ZN | 10 Year US Treasury Note | CBOT | RATE_FUTURES | 98 | 1000 | USD | quarters | 3 | note | 12:01 | 112.40625 | 0.05 | -0.05 | 1600 | Commodity | Debt | Treasury
EUR | 6E | 6E | European Monetary Union Euro | CME | COMMODITY_FUTURES | 239 | 125000 | USD | quarters | 4 | currency | 09:16 | 1.16835 | 0.07 | 0.05 | 190 | Currency | Currency | *
DAX | FDAX | FDAX | DAX 40 Index (Deutsche Aktien Xchange 40) | EUREX | EUREX | 85 | 25 | EUR | quarters | 3 | third_friday | 13:00 | 25371.0 | 0.18 | 0.9 | 35 | Indices | Broad Range Equity Index | *
ESTX50 | FESX | FESX | Dow Jones Euro STOXX50 | EUREX | EUREX | 85 | 10 | EUR | quarters | 3 | third_friday | 12:00 | 6021 | 0.17 | 0.9 | 800 | Indices | Broad Range Equity Index | *
"""


def rows(table: str) -> Iterator[list[str]]:
    """The lines of a table, each as its columns."""
    for line in table.strip().splitlines():
        yield [column.strip() for column in line.split("|")]
