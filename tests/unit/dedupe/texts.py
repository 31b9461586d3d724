"""Articles in three languages for the tests of dedupe: originals, other reports, bulletins, flashes."""

HOLDS = """\
Ukrainian troops still hold the centre of Kurakhove after a night of street fighting, the commander of the \
79th brigade told reporters on Thursday.
Russian assault groups entered the eastern blocks of the town on Tuesday under cover of fog and took two \
apartment buildings near the market. By Wednesday evening the defenders had driven them out of one of the \
buildings, Colonel Ihor Savchuk said.
The town in the Donetsk region had about 18,000 residents before the full-scale invasion. Fewer than 700 \
remain, most of them in basements without water or power, according to the local administration.
Evacuation buses have not been able to reach the town since 4 November because the road from Andriivka is \
under constant drone fire. Volunteers now walk the last six kilometres at night.
Savchuk denied reports on Russian channels that the thermal power plant had fallen. The smokestack was hit \
on Monday, he said, but the grounds remain under Ukrainian control.
Moscow has not commented on the situation in the town."""

HOLDS_OTHERWISE_TOLD = """\
A Ukrainian brigade commander has rejected Russian claims that the Kurakhove power station is in Moscow's \
hands, saying his soldiers were still inside the compound.
Speaking to journalists by phone, Ihor Savchuk described two days of close-quarters combat among five-storey \
blocks. His men retook one of two houses that the attackers had seized, he added.
Analysts say the fall of the town would open the way toward Velyka Novosilka, though they caution that the \
front there moves by a few hundred metres a week.
Civilians who stayed behind live underground. A pensioner who got out on foot last week said that she had \
not seen a shop open since early autumn.
Western officials expect the battle to last well into December."""

LONG_RIVER = """\
The governor of Kherson region said on Friday that shelling from the left bank had damaged nineteen houses \
and a school in Bilozerka overnight.
Nobody was in the school at the time, Oleksandr Prokudin wrote. A man of 54 was taken to hospital with \
shrapnel wounds to the leg, and doctors describe his state as stable.
Utility crews restored power to the central streets by noon, but the water pumping station will need a new \
transformer. The regional council asked the government for 40 million hryvnias to buy spare parts.
Police collected fragments of three glide bombs for the prosecutors, who have opened a case on the violation \
of the laws of war."""

UK_CROSSING = """\
Російські війська вночі намагалися переправитися через Оскіл поблизу Дворічної, але зазнали втрат і \
відійшли, повідомив речник оперативного командування.
За його словами, у штурмі брали участь дві групи піхоти на човнах. Українські артилеристи знищили три човни \
та пошкодили ще один, решта повернулася на лівий берег річки.
У самій Дворічній тривають вуличні бої. Військові контролюють західну частину селища, тоді як центр \
залишається у сірій зоні.
Місцева влада закликала жителів навколишніх сіл виїхати до Шевченкового, де працює пункт прийому. За тиждень \
евакуювали 214 людей, з них 31 дитину."""

RU_BRIDGE = """\
Министерство обороны России заявило, что подразделения группировки «Запад» заняли северную окраину \
Ямполовки и продолжают наступать в сторону железнодорожной станции.
Украинская сторона это опровергла. Представитель 60-й бригады сообщил, что село остаётся под контролем сил \
обороны, а штурмовая группа из восьми человек была уничтожена у моста.
По данным местных жителей, на связь с которыми вышли журналисты, в селе осталось около сорока человек. \
Электричества нет с середины октября, воду привозят военные.
Наблюдатели отмечают, что за месяц линия фронта на этом участке сместилась менее чем на километр."""

BULLETIN_THURSDAY = """\
Operational information as of 16:00 on 14 November 2024 on the Russian invasion.
Since the beginning of the day the number of clashes has reached 96.
In the Kupiansk direction the enemy attacked 8 times near Petropavlivka, Kolisnykivka and Lozova. Defence \
forces repelled six attacks, two clashes are still under way.
In the Lyman direction the enemy carried out 11 attacks near Hrekivka, Makiivka and Terny.
In the Pokrovsk direction our defenders stopped 27 assaults near Promin, Lysivka and Novooleksiivka.
In the Kurakhove direction 33 attacks were repelled near Sontsivka, Voznesenka and Dalnie.
In the Kherson direction the situation has not changed significantly.
The defence forces continue to inflict losses on the occupying troops in manpower and equipment and \
exhaust them along the whole line of contact."""

BULLETIN_FRIDAY = """\
Operational information as of 16:00 on 15 November 2024 on the Russian invasion.
Since the beginning of the day the number of clashes has reached 104.
In the Kupiansk direction the enemy attacked 5 times near Zahryzove, Kolisnykivka and Pishchane. Defence \
forces repelled six attacks, two clashes are still under way.
In the Lyman direction the enemy carried out 9 attacks near Hrekivka, Novomykhailivka and Torske.
In the Pokrovsk direction our defenders stopped 31 assaults near Myrnohrad, Lysivka and Selydove.
In the Kurakhove direction 29 attacks were repelled near Sontsivka, Antonivka and Uspenivka.
In the Kherson direction the situation has not changed significantly.
The defence forces continue to inflict losses on the occupying troops in manpower and equipment and \
exhaust them along the whole line of contact."""

UK_BULLETIN_MORNING = """\
Оперативна інформація станом на 08:00 14 листопада щодо російського вторгнення.
На Куп'янському напрямку ворог сім разів атакував у районах Петропавлівки, Лозової та Загризового.
На Лиманському напрямку відбулося 12 атак поблизу Греківки, Тернів і Торського.
На Покровському напрямку захисники зупинили 24 штурми біля Промінь, Лисівки та Новоолексіївки.
На Харківському напрямку ситуація без суттєвих змін.
Сили оборони продовжують завдавати втрат окупаційним військам у живій силі та техніці по всій лінії фронту."""

UK_BULLETIN_NEXT = """\
Оперативна інформація станом на 08:00 15 листопада щодо російського вторгнення.
На Куп'янському напрямку ворог п'ять разів атакував у районах Кругляківки, Лозової та Піщаного.
На Лиманському напрямку відбулося 9 атак поблизу Макіївки, Тернів і Ямполівки.
На Покровському напрямку захисники зупинили 31 штурм біля Мирнограда, Лисівки та Шевченка.
На Харківському напрямку ситуація без суттєвих змін.
Сили оборони продовжують завдавати втрат окупаційним військам у живій силі та техніці по всій лінії фронту."""

STATEMENT = """\
"We will not leave a single brigade without reserves this winter," the commander-in-chief said. "Every \
rotation that was promised in the spring has taken place, and every position on the Donetsk axis has a \
second line behind it. Those who predict a collapse have been wrong since the first week."
"""

QUOTING_FROM_KYIV = (
    "Ukraine's top general tried to calm a nervous parliament on Monday with a promise of fresh troops.\n"
    + STATEMENT
    + """Lawmakers of the opposition asked for figures and did not get them. The committee on national \
security meets again on Wednesday behind closed doors.
Budget talks continue as well: the finance ministry wants another 60 billion hryvnias for pay."""
)

QUOTING_FROM_BRUSSELS = (
    "European ministers who gathered in Brussels listened by video link to a blunt message from Kyiv.\n"
    + STATEMENT
    + """Diplomats said that the address had helped the case for a faster delivery of shells. Hungary \
abstained from the common declaration, as it had in September.
A decision on frozen assets was put off until the leaders meet in two weeks, officials said afterwards."""
)

SHELTER = """\
Residents are asked to proceed to the nearest shelter, to stay away from windows and to wait for the \
all-clear. Do not film or publish the work of air defence. Keep calm and follow the instructions of the \
authorities."""
