"""Korean words at the end of names and their English: kinds of places and events, and what stands before a kind.

Kinds are in groups, because a word is not the same before each: 문화 is Culture in 문화센터 and a proper name in
문화초등학교. The English is made by the project, for names that are marked as made here.
"""

from __future__ import annotations

from dataclasses import dataclass

# English words in Korean letters, which stand before any kind.
LOANS = {
    "게임": "Game", "가톨릭": "Catholic", "굿모닝": "Good Morning", "글로벌": "Global", "닥터": "Doctor",
    "디지털": "Digital", "리더스": "Leaders", "마더스": "Mothers", "메디칼": "Medical", "메디컬": "Medical",
    "모바일": "Mobile", "미디어": "Media", "베스트": "Best", "비즈니스": "Business", "센트럴": "Central",
    "센타": "Center", "소프트웨어": "Software", "스마일": "Smile", "스마트": "Smart", "에이스": "Ace",
    "타워": "Tower", "퍼스트": "First", "폴리텍": "Polytechnic", "프라임": "Prime", "프라자": "Plaza",
    "플라자": "Plaza", "플러스": "Plus", "힐링": "Healing",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Group:
    """Kinds that have the same words before them, each with its English."""

    kinds: dict[str, str]
    before: dict[str, str]


MEDICAL = Group(
    kinds={
        "병원": "Hospital", "의원": "Clinic", "한의원": "Korean Medicine Clinic", "치과의원": "Dental Clinic",
        "치과병원": "Dental Hospital", "한방병원": "Korean Medicine Hospital", "요양병원": "Long-term Care Hospital",
        "정신병원": "Psychiatric Hospital", "종합병원": "General Hospital", "대학병원": "University Hospital",
        "대학교병원": "University Hospital", "의료원": "Medical Center", "의료재단": "Medical Foundation",
        "소아과의원": "Pediatric Clinic", "소아청소년과의원": "Pediatric Clinic",
        "마취통증의학과의원": "Pain Clinic", "통증의학과의원": "Pain Clinic",
    },
    before={
        "가정의학과": "Family Medicine", "내과": "Internal Medicine", "마취통증의학과": "Pain Medicine",
        "통증의학과": "Pain Medicine", "비뇨기과": "Urology", "비뇨의학과": "Urology",
        "산부인과": "Obstetrics and Gynecology", "성형외과": "Plastic Surgery", "소아과": "Pediatrics",
        "소아청소년과": "Pediatrics", "신경과": "Neurology", "신경외과": "Neurosurgery", "안과": "Eye",
        "영상의학과": "Radiology", "외과": "Surgery", "이비인후과": "ENT", "재활의학과": "Rehabilitation",
        "정신건강의학과": "Psychiatry", "정신과": "Psychiatry", "정형외과": "Orthopedic", "치과": "Dental",
        "피부과": "Dermatology", "항외과": "Proctology", "노인전문": "Geriatric", "어린이": "Children's",
        "여성": "Women's", "대학교": "University", "부설": "Affiliated", "부속": "Affiliated",
        "협동조합": "Cooperative",
    },
)  # fmt: skip
PHARMACY = Group(
    kinds={
        "약국": "Pharmacy",
    },
    before={
        "병원": "Hospital", "보건소": "Public Health Center",
    },
)  # fmt: skip
SCHOOL = Group(
    kinds={
        "유치원": "Kindergarten", "병설유치원": "Attached Kindergarten", "어린이집": "Daycare Center",
        "초등학교": "Elementary School", "중학교": "Middle School", "고등학교": "High School",
        "여자중학교": "Girls' Middle School", "여자고등학교": "Girls' High School", "특수학교": "Special School",
        "대안학교": "Alternative School", "학교": "School", "분교장": "Branch School", "분교": "Branch School",
        "대학교": "University", "교육대학교": "University of Education", "사범대학": "College of Education",
        "대학원": "Graduate School",
    },
    before={
        "경영": "Business", "공업": "Technical", "과학": "Science", "과학기술": "Science and Technology",
        "관광": "Tourism", "국제": "International", "기계공업": "Mechanical Technical", "마이스터": "Meister",
        "방송": "Broadcasting", "법학전문": "Law", "부설": "Affiliated", "부속": "Affiliated", "상업": "Commercial",
        "생활과학": "Life Science", "예술": "Arts", "외국어": "Foreign Language",
        "인공지능": "Artificial Intelligence", "자동차": "Automotive", "항공": "Aviation",
    },
)  # fmt: skip
PUBLIC = Group(
    kinds={
        "고용노동청": "Employment and Labor Office", "지방고용노동청": "Regional Employment and Labor Office",
        "교육지원청": "Office of Education", "교육청": "Office of Education", "세무서": "Tax Office",
        "출입국·외국인청": "Immigration Office", "출입국·외국인사무소": "Immigration Office",
        "출입국외국인청": "Immigration Office", "출입국외국인사무소": "Immigration Office",
        "경찰서": "Police Station", "소방서": "Fire Station", "우체국": "Post Office", "사무소": "Office",
        "지사": "Branch", "지부": "Branch", "지회": "Branch", "지청": "Branch Office", "출장소": "Branch Office",
        "본부": "Headquarters", "재단": "Foundation", "협회": "Association", "위원회": "Commission",
        "변호사회": "Bar Association", "정책과": "Policy Division", "협동조합": "Cooperative",
        "국민건강보험공단": "National Health Insurance Service", "법률구조공단": "Legal Aid Corporation",
        "보건의료원": "Public Health Medical Center", "보건진료소": "Public Health Post",
        "보건지소": "Public Health Subcenter", "보건소": "Public Health Center",
        "건강생활지원센터": "Healthy Living Support Center", "정신건강복지센터": "Mental Health Welfare Center",
        "치매안심센터": "Dementia Care Center", "센터": "Center", "행정복지센터": "Administrative Welfare Center",
        "주민센터": "Community Center", "주민자치센터": "Residents' Center", "이주민센터": "Migrants' Center",
        "고용복지플러스센터": "Employment Welfare Plus Center", "복지관": "Welfare Center",
        "종합복지관": "Welfare Center", "사회복지관": "Community Welfare Center",
        "종합사회복지관": "Community Welfare Center", "노인복지관": "Senior Welfare Center",
        "노인종합복지관": "Senior Welfare Center", "장애인복지관": "Disability Welfare Center",
        "장애인종합복지관": "Disability Welfare Center", "여성노동자복지센터": "Women Workers' Welfare Center",
        "지역아동센터": "Community Child Center", "콜센터": "Call Center", "민원센터": "Civil Service Center",
        "건강가정다문화가족지원센터": "Healthy Family and Multicultural Family Support Center", "도서관": "Library",
        "작은도서관": "Small Library", "박물관": "Museum", "미술관": "Art Museum", "문화원": "Cultural Center",
        "문화재단": "Cultural Foundation", "문화의집": "Cultural Center", "예술회관": "Arts Center",
        "문화예술회관": "Culture and Arts Center", "문화회관": "Culture Hall", "시민회관": "Civic Hall",
        "구민회관": "District Hall", "회관": "Hall", "체육관": "Gymnasium", "체육센터": "Sports Center",
        "수련관": "Training Center", "청소년수련관": "Youth Center", "평생학습관": "Lifelong Learning Center",
        "법률상담": "Legal Counseling",
    },
    before={
        "가정": "Family", "가족": "Family", "건강": "Health", "건강가정": "Healthy Family", "고용": "Employment",
        "고용복지": "Employment Welfare", "공익법": "Public Interest Law", "교육": "Education", "구립": "District",
        "국립": "National", "국민": "National", "국제": "International", "군립": "County", "권익": "Rights",
        "근로자": "Workers'", "남부": "South", "노동": "Labor", "노동권익": "Labor Rights", "노동자": "Workers'",
        "노인": "Senior", "다문화": "Multicultural", "다문화가족": "Multicultural Family", "대한": "Korea",
        "도립": "Provincial", "동부": "East", "무료": "Free", "문화": "Culture", "민원": "Civil Service",
        "법률": "Legal", "복지": "Welfare", "북부": "North", "비정규직": "Non-regular", "상담": "Counseling",
        "서부": "West", "시립": "Municipal", "아동": "Children's", "아트": "Arts", "어린이": "Children's",
        "여성": "Women's", "예술": "Arts", "외국인": "Foreigners'", "외국인근로자": "Migrant Workers'",
        "외국인노동자": "Migrant Workers'", "외국인력": "Foreign Workforce", "외국인주민": "Foreign Residents'",
        "이민": "Immigration", "이민사회": "Immigrant Society", "이민사회통합": "Immigrant Social Integration",
        "이민자": "Immigrants'", "이주노동자": "Migrant Workers'", "이주민": "Migrants'",
        "이주배경": "Migrant-Background", "이주배경청소년": "Migrant-Background Youth",
        "이주여성": "Migrant Women's", "인권": "Human Rights", "일자리": "Jobs", "장애인": "Disability",
        "정책": "Policy", "종합": "General", "주민": "Residents'", "중앙": "Central", "지원": "Support",
        "지방": "District", "지역": "Regional", "직업": "Vocational", "청년": "Young Adult", "청소년": "Youth",
        "체육": "Sports", "취업": "Employment", "통합": "Integrated", "평생학습": "Lifelong Learning",
    },
)  # fmt: skip
EVENT = Group(
    kinds={
        "축제": "Festival", "대축제": "Grand Festival", "페스티벌": "Festival", "페스타": "Festa",
        "문화제": "Culture Festival", "예술제": "Arts Festival", "음악제": "Music Festival",
        "영화제": "Film Festival", "연극제": "Theater Festival", "음악회": "Concert", "콘서트": "Concert",
        "연주회": "Recital", "전시회": "Exhibition", "박람회": "Expo", "공연": "Performance", "행사": "Event",
        "기념행사": "Commemorative Event", "대회": "Contest", "체험": "Experience", "잔치": "Feast",
        "큰잔치": "Grand Feast", "한마당": "Festival", "뮤지컬": "Musical",
    },
    before={
        "가족": "Family", "거리": "Street", "거리공연": "Street Performance", "공연예술": "Performing Arts",
        "국제": "International", "기념": "Commemorative", "꽃": "Flower", "도자기": "Ceramics", "문화": "Culture",
        "문화예술": "Culture and Arts", "벚꽃": "Cherry Blossom", "불꽃": "Fireworks", "빛": "Light",
        "뮤직": "Music", "시민": "Citizens'", "어린이": "Children's", "여성": "Women's", "예술": "Arts",
        "음악": "Music", "전통": "Traditional", "재즈": "Jazz", "철쭉": "Royal Azalea", "청소년": "Youth",
        "춤": "Dance", "코스모스": "Cosmos", "유채꽃": "Canola Flower", "풍물": "Pungmul", "한강": "Hangang",
    },
)  # fmt: skip
GROUPS = (MEDICAL, PHARMACY, SCHOOL, PUBLIC, EVENT)
